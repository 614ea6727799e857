/** What changes, told to everyone who watches: gathered for a moment, numbered, kept for a minute for those who reconnect. */
import type { After, Clock } from "../../clock.ts";

export type LiveChange = LocalChange | SpreadChange;

interface Change {
  /** Name of the event: `lamp`, `job`, … */
  readonly kind: string;
  /** What changed. Of several changes of one thing within a batch the newest is told; absent: every one is told. */
  readonly key?: string;
}

/** Of something that lies in one area, or concerns everybody. */
export interface LocalChange extends Change {
  /** Where; watchers without the right to read there are not told. Absent: told to all. */
  readonly areaId?: string;
  /**
   * JSON. The whole new state of the thing, so that a change that was skipped is not missed. A function is asked for it
   * when the batch is told, so that many small changes can be gathered into one event.
   */
  readonly data: unknown;
}

/** Of something that reaches into several areas: everybody is told of those he sees, as one event. */
export interface SpreadChange extends Change {
  readonly areaIds: readonly string[];
  /** JSON for who sees these of its areas, one at least. */
  readonly data: (seen: readonly string[]) => unknown;
}

export interface LiveWatcher {
  /** Whether it may know what happens in this area. Asked for every batch, so that rights of now hold. */
  sees(areaId: string): boolean;
  /** Takes events in the format of server-sent events. */
  send(text: string): void;
}

export interface Live {
  publish(change: LiveChange): void;
  /** Id of the newest event: a snapshot names it, and whoever continues from it misses nothing. */
  position(): string;
  /**
   * @param after id of the last event the watcher has; absent: from now on.
   * An id that is unknown or too old is answered by one `resync` event: read the snapshot again.
   * @returns stop.
   */
  watch(watcher: LiveWatcher, after?: string): () => void;
  /** How many watch. */
  watchers(): number;
}

export interface LiveDeps {
  clock: Clock;
  after: After;
  /** Name of this run of the program, letters and digits: numbers of another run mean nothing. */
  boot: string;
}

/** ms that changes are gathered. An eye does not notice it, and a ramp over a district becomes four messages a second. */
export const batchSpan = 250;
/** ms an event can be replayed: a reload, a lift, a tunnel. */
export const replaySpan = 60_000;
/** Bounds memory when a whole city changes without pause: about 20 MB. */
const replayAtMost = 100_000;

interface Event {
  number: number;
  at: number;
  /** @returns what a watcher is sent; empty where it is not for him. */
  textFor(sees: (areaId: string) => boolean): string;
}

export function createLive({ clock, after, boot }: LiveDeps): Live {
  let number = 0;
  let events: Event[] = [];
  let pending = new Map<string | symbol, LiveChange>();
  const watchers = new Set<LiveWatcher>();

  const idOf = (of: number) => `${boot}-${of}`;

  function flush(): void {
    const at = clock.now();
    const batch = [...pending.values()].map((change): Event => {
      number++;
      const write = writerOf(idOf(number), change.kind);
      return { number, at, textFor: "areaIds" in change ? spread(change, write) : local(change, write) };
    });
    pending = new Map();
    events = events.concat(batch);
    const firstKept = events.findIndex((event) => at - event.at <= replaySpan);
    events = events.slice(Math.max(firstKept, events.length - replayAtMost));
    for (const watcher of watchers) tell(watcher, batch);
  }

  function tell(watcher: LiveWatcher, batch: readonly Event[]): void {
    const seen = new Map<string, boolean>();
    const sees = (areaId: string): boolean => {
      const known = seen.get(areaId) ?? watcher.sees(areaId);
      seen.set(areaId, known);
      return known;
    };
    const text = batch.map((event) => event.textFor(sees)).join("");
    if (text !== "") watcher.send(text);
  }

  /** Number of the event before the first one to replay; undefined when that is not known any more. */
  function replayFrom(id: string): number | undefined {
    const match = /^([^-]+)-(\d{1,15})$/.exec(id);
    const last = Number(match?.[2]);
    const oldest = (events[0]?.number ?? number + 1) - 1;
    return match?.[1] === boot && last >= oldest && last <= number ? last : undefined;
  }

  return {
    publish(change) {
      if (pending.size === 0) after(batchSpan, flush);
      const key = change.key === undefined ? Symbol() : `${change.kind} ${change.key}`;
      // deleted first, so that the newest state stands where it happened
      pending.delete(key);
      pending.set(key, change);
    },

    position: () => idOf(number),

    watch(watcher, id) {
      if (id !== undefined) {
        const last = replayFrom(id);
        if (last === undefined) watcher.send(`id: ${idOf(number)}\nevent: resync\ndata: {}\n\n`);
        else
          tell(
            watcher,
            events.filter((event) => event.number > last),
          );
      }
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },

    watchers: () => watchers.size,
  };
}

type Write = (data: object) => string;

/** Server-sent events: an id, a name and one line of JSON. */
const writerOf =
  (id: string, kind: string): Write =>
  (data) =>
    `id: ${id}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;

function local({ kind: _, data: told, ...where }: LocalChange, write: Write): Event["textFor"] {
  const data = typeof told === "function" ? told() : told;
  const text = write({ ...where, data });
  const { areaId } = where;
  return (sees) => (areaId === undefined || sees(areaId) ? text : "");
}

/** Most watchers see all of it: what is written for some areas is written once. */
function spread({ key, areaIds, data }: SpreadChange, write: Write): Event["textFor"] {
  const written = new Map<string, string>();
  return (sees) => {
    const seen = areaIds.filter(sees);
    if (seen.length === 0) return "";
    const which = seen.join(" ");
    const text = written.get(which) ?? write({ key, areaIds: seen, data: data(seen) });
    written.set(which, text);
    return text;
  };
}
