/** The one folder all state lives in, and the lock that gives it to one controller. */
import { mkdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ControllerError } from "../errors.ts";

export interface DataFolder {
  /** Absolute path. */
  readonly path: string;
  /** Absolute path of a file in it. */
  file(name: string): string;
  /** Bytes of a file in it; 0 where it is empty or missing. */
  sizeOf(name: string): number;
  /** Bytes free for us on the disk it lies on, and bytes of that disk. */
  room(): { readonly free: number; readonly of: number };
  /** Gives the folder back. */
  close(): void;
}

/** Locks this process holds. Listed here, because a connection that nobody mentions any more is collected, and its lock with it. */
const held = new Set<DatabaseSync>();

/** Who has the folder, for the message to whoever comes second. */
interface Holder {
  pid: number;
  host: string;
  /** ISO 8601, UTC. */
  since: string;
}

/**
 * Creates the folder when needed, proves that it can be written, and locks it.
 * The lock is the kernel's, held through an open SQLite transaction: it falls with the process, so that `kill -9` leaves
 * nothing stale, and neither a reused process id nor a copied folder can be mistaken for a holder.
 * @param now EpochMs, written into the note that names the holder.
 * @throws ControllerError `data/locked`, `data/unwritable`, `data/damaged`. Nothing was changed then.
 */
export function openDataFolder(path: string, now: number): DataFolder {
  const folder = resolve(path);
  const note = join(folder, "holder.json");
  try {
    makeFolder(folder);
    const probe = join(folder, `.probe-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (cause) {
    throw unwritable(folder, cause);
  }
  const lock = takeLock(folder, note);
  try {
    checkWhole(folder);
  } catch (error) {
    lock.close();
    throw error;
  }
  try {
    const holder: Holder = { pid: process.pid, host: hostname(), since: new Date(now).toISOString() };
    writeFileSync(note, JSON.stringify(holder), { mode: 0o600 });
  } catch (cause) {
    lock.close();
    throw unwritable(folder, cause);
  }
  held.add(lock);
  return {
    path: folder,
    file: (name) => join(folder, name),
    sizeOf: (name) => sizeOf(join(folder, name)),
    room() {
      const { bavail, blocks, bsize } = statfsSync(folder);
      return { free: bavail * bsize, of: blocks * bsize };
    },
    close() {
      if (!held.delete(lock)) return;
      rmSync(note, { force: true });
      lock.close();
    },
  };
}

/** Step by step: Node's own recursion never ends where the parent is there and takes no folder, below /proc for example. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/** The database is made first and is never empty: beside a journal its absence means that half a folder was put here. */
function checkWhole(folder: string): void {
  if (sizeOf(join(folder, "den.sqlite")) > 0 || sizeOf(join(folder, "telemetry.sqlite")) === 0) return;
  throw new ControllerError(
    "data/damaged",
    `The data folder ${folder} holds telemetry.sqlite, but its den.sqlite is missing or empty: lamps, people and their secrets would be forgotten. Nothing was changed. Put the newest backup of den.sqlite in its place, or choose another folder with DEN_DATA to begin anew.`,
    { params: { folder } },
  );
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function takeLock(folder: string, note: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(join(folder, "controller.lock"), { timeout: 0 });
    lock.exec("BEGIN EXCLUSIVE");
    return lock;
  } catch (cause) {
    lock?.close();
    const sqliteBusy = 5;
    if ((cause as { errcode?: number }).errcode !== sqliteBusy) throw unwritable(folder, cause);
    const holder = readHolder(note);
    const who = holder ? `process ${holder.pid} on ${holder.host} since ${holder.since}` : "another process";
    throw new ControllerError(
      "data/locked",
      `The data folder ${folder} is in use by ${who}. Stop that controller, or give this one a folder of its own with DEN_DATA.`,
      { cause, params: { folder, ...holder } },
    );
  }
}

function readHolder(note: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(note, "utf8")) as Holder;
  } catch {
    // the holder is between lock and note, or closing; the lock itself is the truth
    return undefined;
  }
}

function unwritable(folder: string, cause: unknown): ControllerError {
  return new ControllerError(
    "data/unwritable",
    `The data folder ${folder} cannot be written: ${(cause as Error).message}. Give it to this user, free some space, or choose another with DEN_DATA.`,
    { cause, params: { folder } },
  );
}
