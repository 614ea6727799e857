/** Long work of the core done in slices, so that everybody else gets a turn in between. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Steps } from "../core/steps.ts";

/** Does the work to its end, a slice in each turn of the event loop. */
export type InSlices = <T>(steps: Steps<T, unknown>) => Promise<T>;

/** ms a slice takes: nobody notices that his turn came so much later. A slice ends with the step that is under way. */
export const sliceSpan = 8;

/** @param ticks ms of time passing, whatever the wall clock is set to meanwhile. */
export function createInSlices(ticks: () => number): InSlices {
  return async (steps) => {
    for (;;) {
      const end = ticks() + sliceSpan;
      do {
        const step = steps.next();
        if (step.done === true) return step.value;
      } while (ticks() < end);
      await nextTurn();
    }
  };
}
