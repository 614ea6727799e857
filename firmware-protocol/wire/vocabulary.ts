/** The closed word lists of the protocol. On the wire a word is its position here, so lists only ever grow at the end. */

/** Profile of a device: R relays and cabinets, W white lamps, C colour. */
export const profiles = ["R", "W", "C"] as const;
export type Profile = (typeof profiles)[number];

export const outputKinds = ["relay", "white", "colour", "pixels"] as const;
export type OutputKind = (typeof outputKinds)[number];

/** How flux becomes driver input: DALI logarithmic arc level, or linear 1–10 V and PWM. */
export const dimmingCurves = ["dali", "linear"] as const;
export type DimmingCurve = (typeof dimmingCurves)[number];

export const linkClasses = ["ethernet", "wifi", "lteM", "nbIot", "cellular", "other"] as const;
export type LinkClass = (typeof linkClasses)[number];

export const encodings = ["cbor", "json"] as const;
export type Encoding = (typeof encodings)[number];

export const bootReasons = ["powerOn", "reset", "watchdog", "brownOut", "update", "requested", "unknown"] as const;
export type BootReason = (typeof bootReasons)[number];

/** Where the device's clock comes from; `none`: never set since power-up. */
export const clockSources = ["none", "rtc", "mqtt", "ntp", "gnss"] as const;
export type ClockSource = (typeof clockSources)[number];

/** Kinds of directive. The sources of light among them stand in `sources` with the same words. */
export const directiveKinds = [
  "isolate",
  "lock",
  "emergency",
  "override",
  "limit",
  "frames",
  "show",
  "scene",
  "end",
  "call",
] as const;
export type DirectiveKind = (typeof directiveKinds)[number];

/** What decides an output's light, in order of precedence: the position is the row of the precedence table. */
export const sources = [
  "hand",
  "isolate",
  "lock",
  "emergency",
  "override",
  "frames",
  "show",
  "scene",
  "sensor",
  "calendar",
  "fallback",
] as const;
export type Source = (typeof sources)[number];

/** Filters after arbitration that changed what the winner wanted. */
export const filters = ["limit", "floor", "flash", "transition", "power"] as const;
export type Filter = (typeof filters)[number];

/** Why a device will not do an entry of its desired state or a group directive. */
export const refusalCodes = [
  /** This device does not know this kind of directive. */
  "unsupportedKind",
  /** None of the named outputs can show this target (colour on a white output, level on a relay). */
  "unsupportedTarget",
  /** The outputs named do not exist here, or none is configured for this group. */
  "unknownOutput",
  /** 8 directives in force on the output or 16 on the device already. */
  "full",
  /** Somebody else's work lock stands on the output. */
  "locked",
  /** Its end had passed when it arrived. */
  "expired",
  /** A required end is missing, or the end lies before the start. */
  "badPeriod",
  /** The reference was ended before and stays barred until its `until`. */
  "barred",
  /** The document it names does not fit the digest or cannot be used by this device. */
  "badDocument",
  /** The configuration itself cannot be used. */
  "badConfig",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Result of an ask. */
export const answerCodes = ["ok", "expired", "unsupported", "unknownOutput", "busy", "failed"] as const;
export type AnswerCode = (typeof answerCodes)[number];

export const streams = ["events", "raw", "halfHours"] as const;
export type Stream = (typeof streams)[number];

/** What an ask wants done. */
export const askKinds = ["resend", "read", "identify", "selfTest", "reboot"] as const;
export type AskKind = (typeof askKinds)[number];

/** Why a report was sent. */
export const reportReasons = ["periodic", "call", "change", "hello", "ask"] as const;
export type ReportReason = (typeof reportReasons)[number];

export const eventStates = ["start", "end", "once"] as const;
export type EventState = (typeof eventStates)[number];

/** Things a device notices by itself, with TALQ's EventType names where TALQ has one. */
export const eventTypes = [
  "lampFailure",
  "lampPowerTooHigh",
  "lampPowerTooLow",
  "supplyVoltageTooHigh",
  "supplyVoltageTooLow",
  "currentTooHigh",
  "currentTooLow",
  "temperatureTooHigh",
  "controlGearCommFailure",
  "relayFailure",
  "impactDetected",
  "orientationChanged",
  "cabinetInLocal",
  "leakageDetected",
  "cabinetDoorOpen",
  "circuitBreakerTripped",
  "supplyLoss",
  "lastSyncError",
  "invalidProgram",
  "reboot",
  "clockSet",
  "switched",
  "levelChanged",
  "thermalDerating",
  "thermalShutdown",
] as const;
export type EventType = (typeof eventTypes)[number];

/** How the feeder is supplied: what a device without a valid clock may conclude from being powered. */
export const feeders = ["alwaysLive", "deadByDay"] as const;
export type Feeder = (typeof feeders)[number];

/** Position of the cabinet's selector. */
export const selectorPositions = ["auto", "man", "off"] as const;
export type SelectorPosition = (typeof selectorPositions)[number];

/** How a command ended on one lamp, worst first. */
export const commandWords = ["silent", "refused", "held", "followed", "proven"] as const;
export type CommandWord = (typeof commandWords)[number];

/** Events of the sun a plan may be tied to: sunset and sunrise on the horizon, civil dusk and dawn at −6°. */
export const sunEventNames = ["sunset", "civilDusk", "civilDawn", "sunrise"] as const;
export type SunEventName = (typeof sunEventNames)[number];
