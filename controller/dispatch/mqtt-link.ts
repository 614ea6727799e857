/** The controller's connection to its broker. MQTT 3.1.1 and nothing more, so that any broker will do. */
import { connect, type MqttClient } from "mqtt";
import { type Topics, upKinds } from "#protocol/wire/topics.ts";
import type { Log } from "../log.ts";

export interface LinkOptions {
  /** mqtt:// or mqtts:// */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly topics: Topics;
  readonly onMessage: (topic: string, bytes: Uint8Array) => void;
  /** Connected and subscribed: what devices said meanwhile is unknown. */
  readonly onReady: () => void;
  readonly log: Log;
}

export interface MqttLink {
  /** Connected and subscribed. */
  isConnected(): boolean;
  /** @param retain the broker keeps it for who subscribes later; documents only. */
  publish(topic: string, bytes: Uint8Array, qos: 0 | 1, retain?: boolean): void;
  /** Stops and resumes the flow of reports while the journal cannot take more; reading itself never stops. */
  holdReports(hold: boolean): void;
  close(): Promise<void>;
}

/** ms between attempts to reach the broker: it is near, and a city waits. */
const retryEvery = 500;
/** ms the broker gets to acknowledge what is on its way when the link is closed. */
const partFor = 2_000;

/**
 * Reports are subscribed at QoS 0: what is lost on the way is found by its sequence and asked for again, so an
 * acknowledgement per message would buy nothing and cost a third of the throughput.
 */
export function openMqttLink(options: LinkOptions): MqttLink {
  const { topics, log } = options;
  const reports = topics.upFilter("report");
  let held = false;
  let ready = false;
  /** The last trouble that was logged: an outage is told once, not twice a second. */
  let told = "";
  const client: MqttClient = connect(options.url, {
    username: options.username,
    password: options.password,
    clientId: options.username,
    clean: true,
    keepalive: 60,
    reconnectPeriod: retryEvery,
    connectTimeout: 5_000,
    resubscribe: false,
    queueQoSZero: false,
    protocolVersion: 4,
  });

  const tellOnce = (text: string, tell: () => void) => {
    if (text === told) return;
    told = text;
    tell();
  };

  function becomeReady(): void {
    ready = true;
    told = "";
    options.onReady();
  }

  client.on("connect", () => {
    // closed before it was open: nobody is there any more to make use of it
    if (client.disconnecting) return;
    const kinds = upKinds.filter((kind) => !(held && kind === "report"));
    const filters = kinds.map((kind) => [topics.upFilter(kind), { qos: kind === "report" || kind === "time" ? 0 : 1 }]);
    client.subscribe(Object.fromEntries(filters), (error) => {
      if (client.disconnecting) return;
      if (error) tellOnce(error.message, () => log.error(error, "the broker refused the controller's subscriptions"));
      else becomeReady();
    });
    // only our own broker says anything there; another may well refuse it
    client.subscribe(topics.brokerFilter(), { qos: 1 }, (error) => {
      if (error) log.info({ reason: error.message }, "this broker tells nothing of what it refuses");
    });
  });
  client.on("message", (topic, payload) => options.onMessage(topic, payload));
  client.on("error", (error) => tellOnce(error.message, () => log.error(error, `broker ${options.url}`)));
  client.on("close", () => {
    if (ready) log.warn({ url: options.url }, "the connection to the broker is lost");
    ready = false;
  });

  return {
    isConnected: () => ready,
    publish(topic, bytes, qos, retain = false) {
      // what cannot be sent now would be stale later: reconciling sends what is then wanted
      if (client.connected && !client.disconnecting) client.publish(topic, bytes as Buffer, { qos, retain });
    },
    holdReports(hold) {
      if (hold === held) return;
      held = hold;
      if (!client.connected) return;
      if (hold) client.unsubscribe(reports);
      else client.subscribe(reports, { qos: 0 });
    },
    async close() {
      ready = false;
      const parted = client.endAsync();
      const timer = setTimeout(() => client.end(true), partFor);
      await parted;
      clearTimeout(timer);
    },
  };
}
