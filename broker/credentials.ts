/**
 * Who may sign in: the contents of `credentials.json` (written by the controller) and `accounts.json` (by the operator).
 * A file that is not wholly right counts as damaged and lets nobody in: half a list would lock out half a city unseen.
 */
import { timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { idPattern } from "#protocol/wire/topics.ts";
import type { Identity } from "./access.ts";

/** SHA-256 of a secret's bytes as they are sent. Secrets are random 256-bit values, so a slow hash would protect nothing. */
const SecretHash = z.string().regex(/^[0-9a-f]{64}$/, "64 lower-case hexadecimal digits");
const AccountName = z.string().min(1).max(64);
const Patterns = z.array(z.string().min(1).max(128).refine(isPattern, "not an MQTT topic filter")).max(1000);

const ControllerAccount = z.object({ name: AccountName, role: z.literal("controller"), secretHash: SecretHash });
const PatternAccount = z.object({
  name: AccountName,
  secretHash: SecretHash,
  publish: Patterns,
  subscribe: Patterns,
  /** Topics it may also publish retained. */
  retain: Patterns.default([]),
});
const Anonymous = PatternAccount.omit({ name: true, secretHash: true });

const CredentialsFile = z.object({
  version: z.literal(1),
  devices: z.record(z.string().regex(idPattern), z.array(SecretHash).min(1).max(2)),
  accounts: z.array(ControllerAccount).default([]),
});
const AccountsFile = z.object({
  version: z.literal(1),
  accounts: z.array(PatternAccount).default([]),
  anonymous: Anonymous.optional(),
});

export interface Account {
  identity: Identity;
  hash: Buffer;
}

/** What the two files allow, held small: 10,000 devices are one buffer and one map. */
export interface Credentials {
  /** @returns whether `hash` is the present or the next secret of this device; takes the same time for unknown ids. */
  deviceAccepts(id: string, hash: Buffer): boolean;
  hasDevice(id: string): boolean;
  /** The first 48 bits of each secret's hash; empty for an unknown id. */
  deviceProofs(id: string): number[];
  account(name: string): Account | undefined;
  deviceCount: number;
}

export interface OperatorAccounts {
  account(name: string): Account | undefined;
  /** Present only where the deployment insists on access without credentials. */
  anonymous: Identity | undefined;
}

const hashBytes = 32;
const slotBytes = 2 * hashBytes;

/** @throws Error naming what is wrong when `text` is empty, not JSON, or not what the controller writes. */
export function parseCredentials(text: string): Credentials {
  const file = parseFile(CredentialsFile, text);
  const ids = Object.keys(file.devices);
  const slots = Buffer.alloc((ids.length + 1) * slotBytes); // the last stands in for unknown ids
  const indexOf = new Map<string, number>();
  ids.forEach((id, index) => {
    const [present, next = present] = file.devices[id]!;
    slots.write(present!, index * slotBytes, "hex");
    slots.write(next!, index * slotBytes + hashBytes, "hex");
    indexOf.set(id, index);
  });
  const accounts = new Map(
    file.accounts.map(({ name, role, secretHash }): [string, Account] => [
      name,
      { identity: { kind: role, name }, hash: Buffer.from(secretHash, "hex") },
    ]),
  );
  return {
    deviceAccepts(id, hash) {
      const index = indexOf.get(id);
      const start = (index ?? ids.length) * slotBytes;
      const present = timingSafeEqual(hash, slots.subarray(start, start + hashBytes));
      const next = timingSafeEqual(hash, slots.subarray(start + hashBytes, start + slotBytes));
      return index !== undefined && (present || next);
    },
    hasDevice: (id) => indexOf.has(id),
    deviceProofs(id) {
      const index = indexOf.get(id);
      if (index === undefined) return [];
      const start = index * slotBytes;
      return [slots.readUIntBE(start, 6), slots.readUIntBE(start + hashBytes, 6)];
    },
    account: (name) => accounts.get(name),
    deviceCount: ids.length,
  };
}

/** @throws Error naming what is wrong when `text` is empty, not JSON, or not an accounts file. */
export function parseOperatorAccounts(text: string): OperatorAccounts {
  const file = parseFile(AccountsFile, text);
  const accounts = new Map(
    file.accounts.map(({ name, secretHash, publish, subscribe, retain }): [string, Account] => [
      name,
      { identity: { kind: "account", name, publish, subscribe, retain }, hash: Buffer.from(secretHash, "hex") },
    ]),
  );
  return {
    account: (name) => accounts.get(name),
    anonymous: file.anonymous && { kind: "account", name: "anonymous", ...file.anonymous },
  };
}

function parseFile<T>(schema: z.ZodType<T>, text: string): T {
  if (text.trim() === "") throw new Error("the file is empty");
  const parsed = schema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${issue?.path.join(".") || "the file"}: ${issue?.message}`);
}

function isPattern(text: string): boolean {
  return text.split("/").every((level, index, all) => {
    if (level === "#") return index === all.length - 1;
    return level === "+" || !/[+#]/.test(level);
  });
}
