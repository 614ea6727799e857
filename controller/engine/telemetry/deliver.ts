/** Brings one batch of rows into a database that may refuse single rows of it: those are found by halving, the rest goes on. */
import type { ForwardingLimits, Pace, Setback } from "../../core/telemetry/forwarding.ts";
import { paceAfterBatch, paceAfterTooLarge } from "../../core/telemetry/forwarding.ts";
import type { ForwardTarget } from "../../core/telemetry/ports.ts";

/** What became of a batch. With a setback nothing is known of it: it comes again, and what is there already overwrites itself. */
export interface Delivery {
  readonly pace: Pace;
  /** Rows that were refused, each alone, with the reason. */
  readonly refused: readonly { readonly line: string; readonly reason: string }[];
  /** Rows older than what the database keeps. */
  readonly expired: number;
  readonly setback?: Setback;
}

/** @param lines rows, a line feed between two. */
export async function deliver(
  write: (lines: string) => ReturnType<ForwardTarget["write"]>,
  lines: string,
  rows: number,
  pace: Pace,
  limits: ForwardingLimits,
): Promise<Delivery> {
  const refused: { line: string; reason: string }[] = [];
  let expired = 0;
  let now = pace;
  /** What is still to be written, the next at the end. */
  const open: (string | string[])[] = rows <= pace.rows ? [lines] : inParts(lines.split("\n"), pace.rows).reverse();
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const text = typeof part === "string" ? part : part.join("\n");
    const answer = await write(text);
    switch (answer.kind) {
      case "written":
        expired += answer.expired ?? 0;
        break;
      case "refused":
      case "tooLarge": {
        if (answer.kind === "tooLarge") now = paceAfterTooLarge(now, limits);
        const each = text.split("\n");
        if (each.length === 1) refused.push({ line: text, reason: answer.reason });
        else open.push(...inParts(each, Math.ceil(each.length / 2)).reverse());
        break;
      }
      default:
        return { pace: now, refused, expired, setback: answer };
    }
  }
  return { pace: now === pace ? paceAfterBatch(now, limits) : now, refused, expired };
}

function inParts(lines: readonly string[], rows: number): string[][] {
  const parts: string[][] = [];
  for (let first = 0; first < lines.length; first += rows) parts.push(lines.slice(first, first + rows));
  return parts;
}
