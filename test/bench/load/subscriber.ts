/** Program: one MQTT.js client that hears every report, as a service beside a broker would, and counts. */
import { connectAsync } from "mqtt";
import { createTopics } from "#protocol/wire/topics.ts";
import { serve } from "../program.ts";

let count = 0;

const services = {
  async subscribe(port: number): Promise<void> {
    const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { clientId: "subscriber", protocolVersion: 4 });
    client.on("message", () => count++);
    await client.subscribeAsync(createTopics().upFilter("report"), { qos: 0 });
  },
  /** Messages since start. */
  count: () => count,
};
export type Subscriber = typeof services;

serve(services);
