/** Changes that look before they write are made one after the other. */

/** @returns a function that runs work when all work given before has ended, and answers what it answers. */
export function createOneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
}
