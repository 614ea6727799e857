/** A time limit for requests whose client only watches for silence. */

/**
 * @param timeout ms until the signal given to `run` is aborted. @param also a signal that ends it as well.
 * @throws what `run` throws, or the reason it was ended for.
 */
export async function within<T>(
  timeout: number,
  run: (signal: AbortSignal) => Promise<T>,
  also?: AbortSignal,
): Promise<T> {
  const ended = new AbortController();
  const leave = Promise.withResolvers<never>();
  const end = (reason: unknown) => {
    ended.abort(reason);
    // an answer cut off in the middle would otherwise be waited for without end
    leave.reject(reason);
  };
  const timer = setTimeout(() => end(new Error(`no answer within ${timeout / 1000} s`)), timeout);
  const onAbort = () => end(also?.reason);
  also?.addEventListener("abort", onAbort);
  if (also?.aborted === true) onAbort();
  try {
    return await Promise.race([run(ended.signal), leave.promise]);
  } finally {
    clearTimeout(timer);
    also?.removeEventListener("abort", onAbort);
  }
}
