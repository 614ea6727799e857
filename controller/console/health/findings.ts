/** What is wrong, judged from the figures of the service and of this browser. Words and advice stand in `finding-text.tsx`. */
import type { Figures } from "./queries.ts";

/** In the order in which they are shown. */
export const healthParts = ["controller", "broker", "stores", "lamps", "forwarder", "browser"] as const;
export type HealthPart = (typeof healthParts)[number];

/** bad: something does not work · warn: somebody should look. */
export type Severity = "bad" | "warn";

export type Finding = { readonly part: HealthPart; readonly severity: Severity } & (
  | { readonly code: "brokerGone" }
  /** bytes */
  | { readonly code: "diskLow"; readonly free: number; readonly of: number }
  /** Messages that wait for the disk. */
  | { readonly code: "diskSlow"; readonly waiting: number }
  /** Devices not connected. */
  | { readonly code: "devicesAway"; readonly away: number; readonly devices: number }
  /** Connected devices that do not hold what was last sent. */
  | { readonly code: "devicesBehind"; readonly behind: number }
  | { readonly code: "telemetryLost"; readonly lost: number }
  | { readonly code: "rowsAside"; readonly aside: number }
  | { readonly code: "influxWaiting" }
  | { readonly code: "influxStopped" }
  /** ms the oldest waiting row is old. */
  | { readonly code: "influxLate"; readonly lag: number }
  | { readonly code: "influxRefused"; readonly refused: number }
  | { readonly code: "strangers"; readonly devices: number }
  | { readonly code: "signInsRefused"; readonly attempts: number }
  | { readonly code: "streamGone" }
  /** ms */
  | { readonly code: "clockOff"; readonly off: number }
);

export interface Observed {
  readonly figures: Figures;
  /** Absent for those who may not see what was refused. */
  readonly refused?: { readonly strangers: number; readonly signIns: number } | undefined;
  readonly stream: { readonly isLive: boolean; readonly clockOff: number };
}

const gigabyte = 1e9;
/** bytes free below which databases soon cannot be written. */
const diskBad = gigabyte;
/** Share of the disk, and bytes, below which somebody should make room: whichever is less. */
const diskWarn = { share: 0.1, bytes: 10 * gigabyte };
/** Messages that wait for one commit where the disk keeps up: a few hundred. */
const backlogWarn = 5_000;
/** Shares of the devices that may be away: some always are. */
const away = { warn: 0.1, bad: 0.5 };
/** Share of the connected devices that may be on their way to what was sent. */
const behindWarn = 0.05;
/** ms */
const lagWarn = 600_000;
/** ms by which a clock makes times on the screen wrong. */
const clockWarn = 60_000;

/** @returns the worst first, parts in their order. */
export function findingsOf({ figures, refused, stream }: Observed): readonly Finding[] {
  const number = (key: string) => Number(figures[key] ?? 0);
  const found: Finding[] = [];
  const say = (condition: boolean, finding: Finding) => {
    if (condition) found.push(finding);
  };
  say(figures.brokerConnected === false, { part: "broker", severity: "bad", code: "brokerGone" });

  const [free, of] = [number("diskFree"), number("diskSize")];
  say(of > 0 && free < Math.min(diskWarn.bytes, of * diskWarn.share), {
    part: "stores",
    severity: free < diskBad ? "bad" : "warn",
    code: "diskLow",
    free,
    of,
  });
  const waiting = number("telemetryBacklog");
  say(waiting > backlogWarn, { part: "stores", severity: "warn", code: "diskSlow", waiting });
  const lost = number("telemetryLost");
  say(lost > 0, { part: "stores", severity: "warn", code: "telemetryLost", lost });
  const aside = number("telemetryAside");
  say(aside > 0, { part: "stores", severity: "warn", code: "rowsAside", aside });

  const [devices, online] = [number("devices"), number("online")];
  const gone = devices - online;
  say(gone > devices * away.warn, {
    part: "lamps",
    severity: gone > devices * away.bad ? "bad" : "warn",
    code: "devicesAway",
    away: gone,
    devices,
  });
  const behind = Math.max(0, devices - number("inSync"));
  say(behind > online * behindWarn, { part: "lamps", severity: "warn", code: "devicesBehind", behind });

  const lag = number("influxLagMs");
  const refusedRows = number("influxRefused");
  say(figures.influx === "waiting", { part: "forwarder", severity: "bad", code: "influxWaiting" });
  say(figures.influx === "stopped", { part: "forwarder", severity: "bad", code: "influxStopped" });
  say(figures.influx === "following" && lag > lagWarn, {
    part: "forwarder",
    severity: "warn",
    code: "influxLate",
    lag,
  });
  say(refusedRows > 0, { part: "forwarder", severity: "warn", code: "influxRefused", refused: refusedRows });

  const { strangers = 0, signIns = 0 } = refused ?? {};
  say(strangers > 0, { part: "broker", severity: "warn", code: "strangers", devices: strangers });
  say(signIns > 0, { part: "broker", severity: "warn", code: "signInsRefused", attempts: signIns });

  say(!stream.isLive, { part: "browser", severity: "warn", code: "streamGone" });
  const off = Math.abs(stream.clockOff);
  say(off > clockWarn, { part: "browser", severity: "warn", code: "clockOff", off });
  return found.sort((a, b) => rankOf(a) - rankOf(b));
}

const rankOf = ({ part, severity }: Finding) => (severity === "bad" ? 0 : 100) + healthParts.indexOf(part);

/** off: not configured, and missed by nobody. */
export type PartState = Severity | "good" | "off";

/** @returns how a part stands: as its worst finding. */
export function stateOf(part: HealthPart, findings: readonly Finding[], figures: Figures): PartState {
  if (part === "forwarder" && figures.influx === "none") return "off";
  const own = findings.filter((finding) => finding.part === part);
  if (own.length === 0) return "good";
  return own.some(({ severity }) => severity === "bad") ? "bad" : "warn";
}
