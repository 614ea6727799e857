/** A directive: one wish about light, keyed by a random reference, that stands beside others until it ends. */
import { z } from "zod";
import { maxDocumentParts } from "./limits.ts";
import { Digest, EpochMs, EpochUs, Output, Percent, Ref, Seconds, u8, u16 } from "./units.ts";

/** Content-addressed document and the number of parts it travels in. */
export const DocumentName = z.object({ digest: Digest, parts: z.number().int().min(1).max(maxDocumentParts) });
export type DocumentName = z.input<typeof DocumentName>;

/** What an output should show. Exactly one form; which forms an output can do follows from its kind. */
export const Target = z.union([
  z.strictObject({ level: Percent }),
  z.strictObject({ closed: z.boolean() }),
  /** Linear flux per channel, red, green, blue, white. */
  z.strictObject({ rgbw16: z.tuple([u16, u16, u16, u16]) }),
  z.strictObject({ cct: z.number().int().min(1000).max(20_000), level: Percent }),
  z.strictObject({ x: z.number().min(0).max(1), y: z.number().min(0).max(1), level: Percent }),
]);
export type Target = z.input<typeof Target>;

const common = {
  ref: Ref,
  /** Row of the precedence table, explicit: the lowest number in force wins. */
  priority: u8,
  issuedAt: EpochMs,
  /** Absent: at once. */
  from: EpochMs.optional(),
  /** Outputs concerned; absent in a group directive, where each member's configuration lists them. */
  outputs: z.array(Output).min(1).max(64).optional(),
  /** Members of a group report within this many seconds, spread by a hash of their id. */
  reportWithin: Seconds.optional(),
};
const timed = { ...common, until: EpochMs };
/** Seconds over which the output moves to its target. */
const ramp = Seconds.optional();

export const Directive = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("isolate"), ...common }),
  /** Someone has hands in it: keeps the light as it is (`hold`), or at `target` while its holder tests. */
  z.object({ kind: z.literal("lock"), ...common, hold: z.literal(true).optional(), target: Target.optional() }),
  z.object({ kind: z.literal("emergency"), ...timed, target: Target, ramp }),
  z.object({ kind: z.literal("override"), ...timed, target: Target, ramp, darken: z.boolean().optional() }),
  /** A cap on the level, applied after arbitration. */
  z.object({ kind: z.literal("limit"), ...timed, percent: Percent }),
  /** Arms live frames: who may be shown until when. */
  z.object({ kind: z.literal("frames"), ...timed }),
  z.object({ kind: z.literal("show"), ...timed, document: DocumentName, startEpochUs: EpochUs }),
  z.object({ kind: z.literal("scene"), ...timed, document: DocumentName, startEpochUs: EpochUs }),
  /** Ends the directive `ends`, which stays barred until `until`. */
  z.object({ kind: z.literal("end"), ...timed, ends: Ref }),
  /** Held by nobody: members send hello and report. */
  z.object({ kind: z.literal("call"), ...common, reportWithin: Seconds, until: EpochMs.optional() }),
]);
export type Directive = z.input<typeof Directive>;
/** Directives that decide or cap light, the ones a device holds. */
export type HeldDirective = Exclude<Directive, { kind: "end" | "call" }>;
