/** Equality of two messages up to what the registry's forms carry: numbers within half a step, outputs as a set. */
import { isDeepStrictEqual } from "node:util";
import { fields } from "#protocol/wire/registry.ts";

/** @returns path of the first difference, or undefined where there is none. */
export function differenceOnWire(sent: unknown, received: unknown, path = ""): string | undefined {
  if (Array.isArray(sent)) return differenceOfArrays(sent, received, path);
  if (typeof sent === "object" && sent !== null) return differenceOfRecords(sent, received, path);
  return sent === received ? undefined : `${path}: sent ${String(sent)}, received ${String(received)}`;
}

function differenceOfArrays(sent: readonly unknown[], received: unknown, path: string): string | undefined {
  if (!Array.isArray(received) || received.length !== sent.length) return `${path}: another length`;
  for (const [n, item] of sent.entries()) {
    const difference = differenceOnWire(item, received[n], `${path}.${n}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function differenceOfRecords(sent: object, received: unknown, path: string): string | undefined {
  if (typeof received !== "object" || received === null) return `${path}: not a record`;
  const left = Object.entries(sent).filter(([, value]) => value !== undefined);
  const right = received as Record<string, unknown>;
  if (Object.keys(right).length !== left.length) return `${path}: other names (${Object.keys(right)})`;
  for (const [name, value] of left) {
    const difference = differenceOfFields(name, value, right[name], `${path}.${name}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function differenceOfFields(name: string, sent: unknown, received: unknown, path: string): string | undefined {
  const form = fields.get(name)?.form;
  if (form?.spelling === "bit string") {
    const wanted = [...new Set(sent as number[])].sort((a, b) => a - b);
    return isDeepStrictEqual(wanted, received) ? undefined : `${path}: ${String(sent)} became ${String(received)}`;
  }
  if (form?.resolution === undefined || typeof sent !== "number") return differenceOnWire(sent, received, path);
  const error = Math.abs(sent - (received as number));
  // times are rounded down, all else to the nearest; the last digits of a double are no information
  const allowed = form.spelling === "whole seconds" ? 999 : form.resolution / 2 + Math.abs(sent) * 1e-12;
  return error <= allowed ? undefined : `${path}: sent ${sent}, received ${String(received)}`;
}
