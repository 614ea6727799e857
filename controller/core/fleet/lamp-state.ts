/** What a lamp does now, in one word, as maps and lists show it. Nothing of why: that is why.ts. */
import { type Source, sources } from "#protocol/wire/vocabulary.ts";
import type { InventoryIndex } from "../inventory/index.ts";
import type { Lamp } from "../inventory/model.ts";
import { stateOf, type Twin } from "./twin.ts";

/** On the API a state is its position here, told beside the figures, so that the list may change with a new version. */
export const lampStates = [
  /** Its device was never heard of. */
  "unheard",
  /** Its device was heard before and is not any more. */
  "silent",
  /** Silent because the segment that feeds it is open, by the word of its cabinet. */
  "unsupplied",
  "off",
  /** Gives light below its full level. */
  "dimmed",
  "lit",
  /** Held by a work lock, whatever it shows. */
  "locked",
  /** Held dark by an isolation. */
  "isolated",
  /** Without electronics of its own, on a segment that is open or of which nothing is known. */
  "estimatedOff",
  /** Without electronics of its own, on a segment that its cabinet reports closed. */
  "estimatedLit",
] as const;
export type LampStateName = (typeof lampStates)[number];

export interface LampNow {
  readonly state: LampStateName;
  /** Percent last reported; -1 where nothing ever was. */
  readonly level: number;
  /** Who decided it, by the lamp's last word. */
  readonly source?: Source;
}

export interface LampNowDeps {
  readonly index: InventoryIndex;
  readonly twin: (device: string) => Twin | undefined;
  readonly isOnline: (device: string) => boolean;
}

export function lampNow(lamp: Lamp, deps: LampNowDeps): LampNow {
  const { deviceId } = lamp;
  if (deviceId === undefined) return { state: isFed(lamp, deps) ? "estimatedLit" : "estimatedOff", level: -1 };
  const twin = deps.twin(deviceId);
  const reported = stateOf(twin, lamp.output ?? 0);
  const said = { level: reported?.level ?? -1, ...(reported === undefined ? {} : { source: reported.source }) };
  if (!deps.isOnline(deviceId)) {
    if (isFed(lamp, deps) === false) return { ...said, state: "unsupplied" };
    return { ...said, state: twin === undefined || twin.heardAt === 0 ? "unheard" : "silent" };
  }
  if (reported === undefined) return { ...said, state: "unheard" };
  return { ...said, state: wordFor(reported.source, reported.level) };
}

function wordFor(source: Source, level: number): LampStateName {
  if (source === "lock") return "locked";
  if (source === "isolate") return "isolated";
  if (level <= 0) return "off";
  return level < 100 ? "dimmed" : "lit";
}

/** @returns whether the lamp's segment is closed by the word of its cabinet; undefined where nobody says. */
function isFed(lamp: Lamp, { index, twin, isOnline }: LampNowDeps): boolean | undefined {
  const feed = index.segmentOf(lamp);
  if (feed?.device === undefined || !isOnline(feed.device.id)) return undefined;
  const level = stateOf(twin(feed.device.id), feed.output)?.level;
  return level === undefined ? undefined : level > 0;
}

/** Positions in the lists of states and sources; source -1: nobody decided, or nothing is known. */
export interface LampCode {
  readonly state: number;
  readonly level: number;
  readonly source: number;
}

export function codeOf({ state, level, source }: LampNow): LampCode {
  return { state: lampStates.indexOf(state), level, source: source === undefined ? -1 : sources.indexOf(source) };
}
