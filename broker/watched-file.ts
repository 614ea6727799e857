/** A file that others replace by rename, read again whenever it changes, and never trusted longer than it is readable. */
import { type FSWatcher, watch } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";

export interface WatchedFile<T> {
  /** What the file says now; undefined while it is missing, empty or damaged. */
  current(): T | undefined;
  /** Why `current()` is undefined, for people; undefined when it is not. */
  problem(): string | undefined;
  isMissing(): boolean;
  close(): void;
}

export interface WatchOptions<T> {
  path: string;
  /** @throws Error saying what is wrong with the text. */
  parse(text: string): T;
  /** Called after every change after the first reading, of the content or of its absence. */
  changed(): void;
  /** Milliseconds between looks, in case the file system reports nothing (network mounts, a folder that came later). */
  pollMs: number;
}

/** Reads the file once before it answers. */
export async function watchFile<T>({ path, parse, changed, pollMs }: WatchOptions<T>): Promise<WatchedFile<T>> {
  let value: T | undefined;
  let problem: string | undefined = "not read yet";
  let seen: string | undefined;
  let watcher: FSWatcher | undefined;
  let reading: Promise<void> | undefined;
  let isStale = false;
  let isClosed = false;
  let isAnswered = false;

  async function look(): Promise<void> {
    const signature = await signatureOf(path);
    if (signature === seen) return;
    seen = signature;
    try {
      if (signature === missing) throw new Error("the file is missing");
      value = parse(await readFile(path, "utf8"));
      problem = undefined;
    } catch (error) {
      value = undefined;
      problem = describe(error);
    }
    if (isAnswered && !isClosed) changed();
  }

  /** One read at a time; a change reported during a read is looked at afterwards. */
  function refresh(): Promise<void> {
    isStale = true;
    reading ??= (async () => {
      while (isStale && !isClosed) {
        isStale = false;
        await look();
      }
      reading = undefined;
    })();
    return reading;
  }

  /** The folder is watched, not the file: a rename over the file ends a watch on the file itself. */
  function watchFolder(): void {
    if (watcher || isClosed) return;
    try {
      watcher = watch(dirname(path), (_event, name) => {
        if (name === null || name === basename(path)) void refresh();
      });
      watcher.on("error", forgetWatcher);
    } catch {
      forgetWatcher(); // no such folder yet: the poll finds it
    }
  }

  function forgetWatcher(): void {
    watcher?.close();
    watcher = undefined;
  }

  const poll = setInterval(() => {
    watchFolder();
    void refresh();
  }, pollMs);
  watchFolder();
  await refresh();
  isAnswered = true;

  return {
    current: () => value,
    problem: () => problem,
    isMissing: () => seen === missing,
    close() {
      isClosed = true;
      clearInterval(poll);
      forgetWatcher();
    },
  };
}

const missing = "missing";

async function signatureOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeMs, ctimeMs } = await stat(path);
    return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  } catch {
    return missing;
  }
}

function describe(error: unknown): string {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return "the file is missing";
  return error instanceof Error ? error.message : String(error);
}
