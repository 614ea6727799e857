/** The quantities and ids of the wire as zod schemas: a value is branded where it is checked and plain afterwards. */
import { z } from "zod";
import { digestPattern, idPattern } from "./topics.ts";

export const u8 = z.number().int().min(0).max(0xff);
export const u16 = z.number().int().min(0).max(0xffff);
export const u32 = z.number().int().min(0).max(0xffff_ffff);

/** Hardware id, its own for life; never a pole number. */
export const DeviceId = z.string().regex(idPattern, "1 to 32 of a–z, 0–9 and hyphen").brand<"DeviceId">();
/** A topic group: several devices that are addressed by one publish. */
export const GroupId = z.string().regex(idPattern, "1 to 32 of a–z, 0–9 and hyphen").brand<"GroupId">();
/** Name of an immutable document: the first 16 bytes of SHA-256 of its bytes, lower-case hexadecimal. */
export const Digest = z.string().regex(digestPattern, "32 hexadecimal digits").brand<"Digest">();
/** Random name of one directive, drawn by whoever orders it. */
export const Ref = u32.brand<"Ref">();
/** Number of an output on its device, 0…63. */
export const Output = z.number().int().min(0).max(63).brand<"Output">();

/** Integer milliseconds since 1970-01-01 UTC; 2020…2200, so that a clock that was never set is refused, not stored. */
export const EpochMs = z.number().int().min(1_577_836_800_000).max(7_258_118_400_000).brand<"EpochMs">();
/** Local date on which a night begins, as days since 1970-01-01: 2020-01-01 … 2199-12-31. */
export const DayNumber = z.number().int().min(18_262).max(84_005);
/** Integer microseconds since 1970-01-01 UTC, for shows and clock exchange. Fits a double exactly until 2255. */
export const EpochUs = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).brand<"EpochUs">();
/** Integer milliseconds of a span. */
export const DurationMs = z
  .number()
  .int()
  .min(0)
  .max(400 * 86_400_000)
  .brand<"DurationMs">();
/** Whole seconds of a span. */
export const Seconds = z.number().int().min(0).max(0xffff_ffff).brand<"Seconds">();

/**
 * Percent of the output's rated luminous flux, linear, in steps of 0.5; 0 is off. Halves are exact in binary, so the
 * step is checked exactly: zod's `multipleOf` tolerates a rounding error and would call 5e-324 a lit lamp.
 */
export const Percent = z
  .number()
  .min(0)
  .max(100)
  .refine((value) => Number.isInteger(value * 2), "not a step of 0.5")
  .brand<"Percent">();

/** Name of hardware or software: printable ASCII, so that a character is a byte and a C string holds it. */
export const Label = z.string().regex(/^[ -~]{0,32}$/, "up to 32 printable ASCII characters");

/** Percent rounded to what the wire can carry: steps of 0.5, clamped to 0…100. */
export function quantisePercent(value: number): number {
  return Math.min(100, Math.max(0, Math.round(value * 2) / 2));
}

export type DeviceId = z.infer<typeof DeviceId>;
export type GroupId = z.infer<typeof GroupId>;
export type Digest = z.infer<typeof Digest>;
export type EpochMs = z.infer<typeof EpochMs>;
export type Percent = z.infer<typeof Percent>;
