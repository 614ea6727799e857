/** What the simulated devices of one process did, for the printed line of a standalone run and for tests. */

export interface Counters {
  powered: number;
  online: number;
  connects: number;
  /** Connections lost, refused or never made. */
  losses: number;
  published: number;
  received: number;
  /** Messages from the controller that could not be read, by reject code. */
  rejects: Record<string, number>;
  /** Why the last connection was lost. */
  lastLoss: string | undefined;
}

export function createCounters(): Counters {
  return {
    powered: 0,
    online: 0,
    connects: 0,
    losses: 0,
    published: 0,
    received: 0,
    rejects: {},
    lastLoss: undefined,
  };
}
