/** What a device is, what it remembers, and what goes into and out of its state machine; the machine itself is `device.ts`. */
import type { Ask } from "../wire/ask.ts";
import type { Calendar } from "../wire/calendar.ts";
import type { TimeAnswer } from "../wire/clock-exchange.ts";
import type { Config, Desire } from "../wire/desire.ts";
import type { Directive, Target } from "../wire/directive.ts";
import type { Capability, Gone } from "../wire/hello.ts";
import type { MessageOf } from "../wire/messages.ts";
import type { EventRow, Sample } from "../wire/samples.ts";
import type {
  AnswerCode,
  BootReason,
  Encoding,
  Filter,
  LinkClass,
  Profile,
  ReportReason,
  SelectorPosition,
  Source,
} from "../wire/vocabulary.ts";
import type { ResolvedNight } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import type { ClockFilter } from "./clock-filter.ts";
import type { HalfHour } from "./half-hour.ts";
import type { Abilities, DirectiveSet } from "./held-directive.ts";
import type { DeviceLog, LogCapacity, LogCursor, Range } from "./log.ts";
import type { Night } from "./night.ts";
import type { Ramp } from "./ramp.ts";
import type { Rng } from "./random.ts";

/** What is soldered in or flashed: never changes while the device runs. */
export interface Hardware {
  id: string;
  profile: Profile;
  model: string;
  hwType?: string;
  serial?: string;
  swVersion: string;
  /** Output n of the device is entry n. */
  capabilities: readonly Capability[];
  /** W at full flux per output; needed only where a power budget is to be kept. */
  ratedPower?: readonly number[];
  link: LinkClass;
  /** Seconds the clock survives without supply; absent: no battery-backed clock. */
  rtc?: number;
  photocell?: boolean;
  encoding: Encoding;
  /** Rows each stream keeps at least; absent: 21 days (`log.ts`). */
  logCapacity?: LogCapacity;
}

/** What survives the loss of supply. Written whole when the effect `persist` asks for it. */
export interface Stored {
  bootCount: number;
  desire: Desire | undefined;
  directives: DirectiveSet;
  /** Results of the last asks, newest last. */
  asks: { id: number; result: AnswerCode }[];
  log: DeviceLog;
  /** Lengths of the last five spans with supply, ms, newest last. */
  powerSpans: number[];
  /** ms with supply since the last power-up, as last persisted: becomes a power span when the supply is lost. */
  supplied: number;
  /** When recent boots happened, by the clock set later, so that their rows can be dated. */
  bootTimes: { bootCount: number; at: number }[];
  /** Calendars that arrived whole, by digest. */
  documents: Record<string, Calendar>;
  /** Digest of the calendar each output follows: the last good one until the next is here. */
  following: (string | undefined)[];
}

/** What is known at the moment of power-up or restart. */
export interface Boot {
  reason: BootReason;
  /** What the battery-backed clock says, EpochMs; absent where there is none or its battery is empty. */
  rtcTime?: number;
  /** Greatest error of `rtcTime`, ms. */
  rtcBound?: number;
  /** Entropy of this boot: jitter, sessions and log epochs come from it. u32. */
  seed: number;
  /** What the outputs show at this moment; absent: dark. A restart without a power cut then does not blink. */
  showing?: readonly Target[];
}

/** One thing that happened to the device. */
export type DeviceInput =
  /** CONNACK and SUBACK are in. */
  | { kind: "connected" }
  /** The connection was lost, refused, or could not be made. */
  | { kind: "disconnected" }
  | { kind: "desire"; desire: Desire }
  | { kind: "directive"; group: string; directive: Directive }
  | { kind: "ask"; ask: Ask }
  /** `at`: t4, the device's own monotonic µs when the packet came in. */
  | { kind: "timeAnswer"; answer: TimeAnswer; at: number }
  /** All parts of a document are in; without `calendar` they do not match the digest or are none this device reads. */
  | { kind: "document"; digest: string; calendar?: Calendar }
  /** Answers the effect `measure`: one row per output, and one without `output` where there is a meter. Undated. */
  | { kind: "measured"; rows: readonly Sample[] }
  | { kind: "selector"; position: SelectorPosition }
  | { kind: "photocell"; dark: boolean }
  /** Something the hardware noticed. Undated. */
  | { kind: "noticed"; event: EventRow }
  /** `wakeAt` has come. Waking early or late is harmless. */
  | { kind: "wake" };

/** Messages a device publishes; `time` carries the time request. */
export type Published =
  | { topic: "hello"; message: MessageOf["hello"] }
  | { topic: "report"; message: MessageOf["report"] }
  | { topic: "event"; message: MessageOf["event"] }
  | { topic: "answer"; message: MessageOf["answer"] }
  | { topic: "time"; message: MessageOf["timeRequest"] };

/** One thing the shell around the device must do now, in order. */
export type DeviceEffect =
  /** Connect, subscribe to these in one packet, then say `connected` or `disconnected`. `keepAlive` in seconds. */
  | { kind: "connect"; session: number; will: Gone; keepAlive: number; groups: string[]; documents: string[] }
  /** The wanted subscriptions changed while connected: exactly these, besides the device's own. */
  | { kind: "subscribe"; groups: string[]; documents: string[] }
  | ({ kind: "publish" } & Published)
  /** Bring the output to `target` over `rampMs`; `level` is the flux it arrives at, driver's minimum included. */
  | { kind: "drive"; output: number; level: number; target: Target; rampMs: number }
  /** Answer with `measured`. */
  | { kind: "measure" }
  /** Blink one output, or all, for `duration` seconds. */
  | { kind: "identify"; output?: number; duration: number }
  /** Write `device.stored` before anything that follows in this list. */
  | { kind: "persist" }
  /** Restart with reason `requested`. */
  | { kind: "reboot" };

/** What one output does; the light itself is a function of time (`outputsAt`). */
export interface OutputRun {
  ramp: Ramp;
  source: Source;
  ref: number | undefined;
  filtered: Filter | undefined;
  /** When the last change against the direction of the one before began, device ms; for the flash filter. */
  reversedAt: number;
  /** +1 the last change brightened, −1 it darkened, 0 none yet. */
  direction: number;
  /** W last measured; NaN before the first. */
  activePower: number;
  halfHour: HalfHour;
  /** Tonight by its calendar, and what it was resolved from. */
  plan: { calendar: Calendar; night: Night; resolved: ResolvedNight } | undefined;
}

/** The light of one output now, for the physics around the device. */
export interface OutputNow {
  output: number;
  /** % of rated flux given now; relays 100 closed, 0 open. */
  level: number;
  /** What it should show after arbitration and filters. */
  target: Target;
  source: Source;
  ref: number | undefined;
  filtered: Filter | undefined;
  /** True once the ramp has arrived. */
  settled: boolean;
}

/**
 * The whole device. `step` changes it in place: one process simulates ten thousand of them and a microcontroller has
 * no heap to copy into. Everything is still a function of the inputs, their times and the seed.
 */
export interface Device {
  readonly hardware: Hardware;
  readonly bootReason: BootReason;
  stored: Stored;
  /** True when `stored` has to be written before anything else is done. */
  dirty: boolean;
  readonly abilities: Abilities;
  /** ms with supply before this boot. */
  readonly suppliedBefore: number;
  rng: Rng;
  clock: Clock;
  filter: ClockFilter;
  /** t1 of the time requests not yet answered, newest last. */
  asked: number[];
  /** The night and the configuration it was computed for. */
  night: (Night & { config: Config }) | undefined;
  selector: SelectorPosition;
  dark: boolean | undefined;
  /** Digests whose documents came and were of no use, since boot: a newer firmware may read them. */
  useless: Set<string>;
  outputs: OutputRun[];
  /** Half-hour of what is measured for the device as a whole, a cabinet's meter for example. */
  meter: HalfHour;
  /** Device ms at which the outputs have to be decided again. */
  decideAt: number;
  connection: Connection;
  /** Device ms of the next sample, half-hour row. */
  sampleAt: number;
  halfHourAt: number;
  measuredAt: number;
  measuring: Measuring | undefined;
  /** Times a filter for safety changed what was asked since boot. */
  clamped: number;
  resends: Resend[];
}

/** A measurement that was asked for, and what it is for. */
export interface Measuring {
  log: boolean;
  report: ReportReason | undefined;
  /** Device ms after which the report goes without it. */
  giveUpAt: number;
}

/** The device's side of the MQTT connection. All times in device ms; Infinity: not planned. */
export interface Connection {
  state: "waiting" | "connecting" | "open";
  session: number;
  /** Failed or short connections in a row. */
  failures: number;
  connectAt: number;
  openedAt: number;
  /** Next periodic report, and the next out of turn with its reason. */
  reportAt: number;
  promptAt: number;
  promptReason: ReportReason;
  helloAt: number;
  /** Subscriptions asked for last, to tell when they change. */
  subscribed: string;
  /** ms after the arrival of a ramp at which its report goes. */
  settleSpread: number;
  exchangeAt: number;
  exchangesDone: number;
  /** Rows up to here were sent on this connection or belong to what was logged before it. */
  sent: LogCursor;
}

/** A range being sent again, one answer at a time. */
export interface Resend {
  id: number;
  range: Range;
  /** Device ms of the next answer. */
  at: number;
}
