/** A link over MQTT.js. It costs about 40 KiB per client with its socket, which ten thousand of them can afford. */
import { connect, type ISubscriptionMap } from "mqtt";
import type { Filter, Link, LinkOptions } from "./link.ts";

/** ms for TCP and CONNACK together. */
const connectTimeout = 30_000;
/** What a broker answers instead of a granted QoS [MQTT-3.9.3]. */
const subscriptionRefused = 0x80;

export function openMqttLink(options: LinkOptions): Link {
  const { url, clientId, secret, keepAlive, will } = options;
  const client = connect(url, {
    clientId,
    ...(secret === undefined ? {} : { username: clientId, password: secret }),
    keepalive: keepAlive,
    clean: true,
    protocolVersion: 4,
    connectTimeout,
    // the device has its own back-off, and subscribes anew on every connection
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    will: { topic: will.topic, payload: Buffer.from(will.payload), qos: 1, retain: false },
  });
  let filters: readonly Filter[] = options.filters;
  let over = false;
  let reason = "closed by the broker";

  const end = () => {
    over = true;
    client.end(true);
  };
  const lost = (why: string) => {
    if (over) return;
    end();
    options.onLost(why);
  };
  const subscribe = (wanted: readonly Filter[], granted: () => void) => {
    client.subscribe(asMap(wanted), (error, grants = []) => {
      if (over) return;
      const refused = grants.find((grant) => grant.qos >= subscriptionRefused);
      if (error) lost(`subscription: ${error.message}`);
      else if (refused !== undefined) lost(`subscription to ${refused.topic} refused`);
      else granted();
    });
  };

  client.on("connect", () => subscribe(filters, options.onReady));
  client.on("message", (topic, payload) => {
    if (!over) options.onMessage(topic, payload);
  });
  client.on("error", (error) => {
    reason = error.message;
  });
  client.on("close", () => lost(reason));

  return {
    publish(topic, payload, qos) {
      if (!over && client.connected) client.publish(topic, Buffer.from(payload), { qos });
    },
    subscribe(wanted) {
      if (over) return;
      const keep = new Set(wanted.map(({ topic }) => topic));
      const had = new Set(filters.map(({ topic }) => topic));
      const gone = filters.filter(({ topic }) => !keep.has(topic)).map(({ topic }) => topic);
      const fresh = wanted.filter(({ topic }) => !had.has(topic));
      filters = wanted;
      if (gone.length > 0) client.unsubscribe(gone);
      if (fresh.length > 0) subscribe(fresh, () => {});
    },
    cut: end,
    close() {
      over = true;
      client.end();
    },
  };
}

function asMap(filters: readonly Filter[]): ISubscriptionMap {
  return Object.fromEntries(filters.map(({ topic, qos }) => [topic, { qos }]));
}
