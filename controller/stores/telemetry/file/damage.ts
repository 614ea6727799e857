/** What SQLite's complaints about the telemetry file mean to people. */
import { ControllerError } from "../../../errors.ts";

/** Primary result codes of SQLite: https://sqlite.org/rescode.html */
const codes = { readonly: 8, ioError: 10, corrupt: 11, full: 13, cantOpen: 14, notADatabase: 26 } as const;

/** The primary code of an error of node:sqlite; undefined for anything else. */
function primaryCode(error: unknown): number | undefined {
  const extended = (error as { errcode?: unknown }).errcode;
  return typeof extended === "number" ? extended & 0xff : undefined;
}

/** True where waiting may help: the disk is full or refuses writing at this moment. */
export function isFull(error: unknown): boolean {
  const code = primaryCode(error);
  return code === codes.full || code === codes.ioError;
}

/** @returns the error as the controller says it; errors of its own pass through. */
export function telemetryError(path: string, cause: unknown): ControllerError {
  if (cause instanceof ControllerError) return cause;
  const text = cause instanceof Error ? cause.message : String(cause);
  switch (primaryCode(cause)) {
    case codes.corrupt:
    case codes.notADatabase:
      return damaged(path, text, cause);
    case codes.readonly:
    case codes.cantOpen:
    case codes.full:
    case codes.ioError:
      return new ControllerError(
        "data/unwritable",
        `The telemetry file ${path} cannot be written: ${text}. Check the free space and that the folder belongs to the user Den runs as.`,
        { cause, params: { path } },
      );
    default:
      return new ControllerError("internal", `The telemetry journal failed: ${text}`, { cause, params: { path } });
  }
}

export function damaged(path: string, what: string, cause?: unknown): ControllerError {
  return new ControllerError(
    "data/damaged",
    `The telemetry file ${path} is damaged: ${what}. Move it and the files ${path}-wal and ${path}-shm away (keep them, or restore a backup in their place) and start again: a new file is made, and devices send again what their logs still hold.`,
    { cause, params: { path } },
  );
}
