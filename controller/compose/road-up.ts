/** From lamps to disk and twin: the connection to the broker and what its messages become. */
import { type MqttLink, openMqttLink } from "../dispatch/mqtt-link.ts";
import { createUplink } from "../engine/fleet/uplink.ts";
import { createSecurityLog } from "../engine/people/security.ts";
import { createTelemetry } from "../engine/telemetry/telemetry.ts";
import { createIngest } from "../ingest/ingest.ts";
import { createRejects } from "../ingest/rejects.ts";
import type { City } from "./city.ts";
import type { Disk } from "./disk.ts";
import { draw, type RoadDown } from "./road-down.ts";
import type { Wiring } from "./wiring.ts";

export type RoadUp = ReturnType<typeof openRoadUp>;

/** @param brokerPort of the embedded broker, where there is one. */
export function openRoadUp(
  { config, clock, nowUs, log, closers }: Wiring,
  { journal }: Disk,
  { things, brokerPassword }: City,
  { topics, downlink, documents, fleet }: RoadDown,
  brokerPort: number | undefined,
) {
  const telemetry = createTelemetry({
    clock,
    journal,
    draw,
    ask: (device, ask) => downlink.ask(device, ask, fleet.twin(device)?.encoding ?? "cbor"),
  });
  closers.push(() => telemetry.close());
  const security = createSecurityLog(log);
  const rejects = createRejects();
  const uplink = createUplink({ clock, nowUs, inventory: things.inventory, fleet, telemetry, downlink, security });
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>();
  const link: MqttLink = openMqttLink({
    url: config.brokerUrl ?? `mqtt://${config.brokerHost}:${brokerPort}`,
    username: config.brokerUser,
    password: brokerPassword,
    topics,
    onMessage: createIngest({ topics, clock, uplink, rejects }),
    onReady: () => {
      // documents first: who is called asks for them at once
      documents.publishAll();
      fleet.callAll();
      becomeReady();
    },
    log,
  });
  closers.push(() => link.close());
  journal.onPressure((full) => link.holdReports(full));
  return { telemetry, security, rejects, link, ready };
}
