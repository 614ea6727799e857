/** Remembers who is refused again and again: devices by their id, failed sign-ins by address. Bounded, forgets after a minute. */

const windowMs = 60_000;
/** Names remembered at once; the oldest is forgotten first. */
const capacity = 20_000;
/** A blocked name waits this long, doubled with every further block. */
const firstBlockMs = 10_000;
const longestBlockMs = 300_000;

interface Record {
  since: number;
  count: number;
  blocks: number;
  blockedUntil: number;
}

export interface Offenders {
  /** Counts one refusal. @returns true when this was one too many within a minute; the name is then blocked. */
  note(name: string, now: number): boolean;
  /** Whether the name has to wait. */
  isBlocked(name: string, now: number): boolean;
}

/** @param limit refusals a minute that are overlooked. */
export function createOffenders(limit: number): Offenders {
  const records = new Map<string, Record>();

  function recordOf(name: string, now: number): Record {
    const known = records.get(name);
    if (known) {
      if (now - known.since > windowMs) {
        known.since = now;
        known.count = 0;
        if (now > known.blockedUntil + longestBlockMs) known.blocks = 0;
      }
      return known;
    }
    if (records.size >= capacity) records.delete(records.keys().next().value!);
    const record = { since: now, count: 0, blocks: 0, blockedUntil: 0 };
    records.set(name, record);
    return record;
  }

  return {
    note(name, now) {
      const record = recordOf(name, now);
      record.count++;
      if (record.count <= limit) return false;
      record.count = 0;
      record.blockedUntil = now + Math.min(longestBlockMs, firstBlockMs * 2 ** record.blocks);
      record.blocks++;
      return true;
    },
    isBlocked: (name, now) => (records.get(name)?.blockedUntil ?? 0) > now,
  };
}
