/** What every part of the wiring list works with. */
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { ControllerConfig } from "../config.ts";
import type { InSlices } from "../engine/in-slices.ts";
import type { Log } from "../log.ts";

export interface Wiring {
  readonly config: ControllerConfig;
  readonly clock: Clock;
  /** Microseconds of the same clock: devices set theirs by it. */
  readonly nowUs: () => number;
  /** Something failed that only a new start can mend: lamps go on by themselves, nothing more is stored. */
  readonly onFatal: () => void;
  readonly inSlices: InSlices;
  readonly log: Log;
  readonly logger: Logger;
  /** Called last to first at the end. */
  readonly closers: (() => Promise<void> | void)[];
}
