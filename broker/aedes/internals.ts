/** The parts of Aedes 1.2.0 that its types do not show and that the files of this folder rely on; the version is pinned. */
import type { Aedes, Client } from "aedes";

/** Called when a message was taken over, with or without an error. */
export type Done = (error?: Error | null) => void;

/** A message on its way through Aedes (`aedes-packet`). */
export interface RoutedPacket {
  cmd: "publish" | "pubrel";
  topic: string;
  payload: Buffer;
  qos: 0 | 1 | 2;
  retain: boolean;
  dup: boolean;
  brokerId?: string | undefined;
  brokerCounter?: number | undefined;
  messageId?: number | undefined;
  clientId?: string;
}

/** What Aedes registers per subscription. */
export type Deliver = (packet: RoutedPacket, done: () => void) => void;

export interface AedesClient extends Client {
  /** Packets handed over and not done yet; it asks its stream for more when this is 0 (`lib/client.js#nextBatch`). */
  _parsingBatch: number;
  /** Next packet identifier of a delivery. */
  _nextId: number;
  _keepaliveTimer: NodeJS.Timeout | null;
  subscriptions: Record<string, { qos: 0 | 1 | 2; func: Deliver } | undefined>;
  duplicates: Record<string, number>;
}

export interface AedesBroker extends Aedes {
  clients: Record<string, AedesClient>;
}
