/** Passwords of devices in a file only its owner can read: the controller tells each once, so they must not be lost. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { z } from "zod";

const Secrets = z.record(z.string(), z.string());

/** @returns undefined where there is no such file. @throws Error naming the file when it is damaged */
export function readSecrets(path: string): ReadonlyMap<string, string> | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  try {
    return new Map(Object.entries(Secrets.parse(JSON.parse(text))));
  } catch (cause) {
    throw new Error(`${path} is not a file of device secrets (JSON, secret by device id).`, { cause });
  }
}

export function writeSecrets(path: string, secrets: ReadonlyMap<string, string>): void {
  const draft = `${path}.new`;
  writeFileSync(draft, JSON.stringify(Object.fromEntries(secrets)), { mode: 0o600, flush: true });
  renameSync(draft, path);
}
