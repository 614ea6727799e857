/** Takes what came up the road to everyone who needs it, in order: twin first, then words, then the journal. */
import type { Clock } from "../../clock.ts";
import type { Downlink } from "../../core/fleet/ports.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import type { Uplink } from "../../ingest/ingest.ts";
import type { SecurityLog } from "../people/security.ts";
import type { Telemetry } from "../telemetry/telemetry.ts";
import type { Fleet } from "./fleet.ts";

export interface UplinkDeps {
  readonly clock: Clock;
  /** Microseconds of the same clock, for devices that set theirs by it. */
  readonly nowUs: () => number;
  readonly inventory: () => Inventory;
  readonly fleet: Fleet;
  readonly telemetry: Telemetry;
  readonly downlink: Downlink;
  readonly security: SecurityLog;
}

export function createUplink(deps: UplinkDeps): Uplink {
  const { fleet, telemetry, downlink, security } = deps;
  return {
    knows(device) {
      const record = deps.inventory().device.get(device);
      return record !== undefined && record.retiredAt === undefined;
    },
    hello(message, { device, encoding }) {
      fleet.hello(device, message, encoding);
      telemetry.hello(device, message);
    },
    report(message, from) {
      fleet.report(from.device, message, from.encoding);
      telemetry.arrived({ ...from, kind: "report" }, message);
    },
    event(message, from) {
      fleet.heard(from.device);
      telemetry.arrived({ ...from, kind: "event" }, message);
    },
    answer(message, from) {
      fleet.heard(from.device);
      telemetry.arrived({ ...from, kind: "answer" }, message);
      telemetry.answered(from.device, message);
    },
    gone(message, { device }) {
      fleet.gone(device, message.session);
    },
    time({ t1 }, { device, encoding }) {
      const t2 = deps.nowUs();
      downlink.time(device, { t1, t2, t3: deps.nowUs() }, encoding);
    },
    brokerEvent(broker, message) {
      security.add(broker, message);
    },
  };
}
