/** Long work in small steps: whoever drives it decides how much else happens in between. */

/** Yields between its steps, and answers at its end. What is yielded means nothing to whoever only drives it. */
export type Steps<T, Progress = void> = Generator<Progress, T, void>;

/** Drives it to its end without a pause. */
export function runSteps<T>(steps: Steps<T, unknown>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** @returns every item as `turn` makes it, so many of them in a step. */
export function* mapSteps<T, R>(items: Iterable<T>, perStep: number, turn: (item: T) => R): Steps<R[]> {
  const made: R[] = [];
  for (const item of items) {
    if (made.length % perStep === 0) yield;
    made.push(turn(item));
  }
  return made;
}
