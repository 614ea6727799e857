/** A device's connection to a broker as the shell around it sees one: opened once, lost once, never reopened. */

export interface Filter {
  readonly topic: string;
  readonly qos: 0 | 1;
}

export interface LinkOptions {
  /** mqtt:// URL of the broker. */
  readonly url: string;
  readonly clientId: string;
  /** Absent: no user name and no password are sent. */
  readonly secret: string | undefined;
  /** s */
  readonly keepAlive: number;
  readonly will: { readonly topic: string; readonly payload: Uint8Array };
  /** Subscribed in one packet as soon as the broker accepts the connection. */
  readonly filters: readonly Filter[];
  /** CONNACK and SUBACK are in and every filter was granted. */
  onReady(): void;
  onMessage(topic: string, payload: Uint8Array): void;
  /** Once, also where the connection was refused or never made; not after `cut` or `close`. */
  onLost(reason: string): void;
}

export interface Link {
  /** Without effect once the connection is lost. */
  publish(topic: string, payload: Uint8Array, qos: 0 | 1): void;
  /** Changes the subscriptions to exactly these. */
  subscribe(filters: readonly Filter[]): void;
  /** Ends at once and without a word: the broker publishes the will. */
  cut(): void;
  /** Ends with DISCONNECT: the broker forgets the will. */
  close(): void;
}

/** None of the callbacks is called before it has returned. */
export type OpenLink = (options: LinkOptions) => Link;
