/** Whose rows are whose: spans of devices become sources, which outlive the hardware. */
import type { Assignment, CabinetAssignment } from "../inventory/ports.ts";
import type { SourceSpan } from "./ports.ts";

/** Name of the source a span belongs to: its own, else that of the device or of its output. */
export function sourceName({ source, device, output }: SourceSpan): string {
  return source ?? (output === undefined ? device : `${device}/${output}`);
}

/** @returns the spans of each source, sources in the order their names first appear. */
export function bySource(spans: readonly SourceSpan[]): Map<string, SourceSpan[]> {
  const sources = new Map<string, SourceSpan[]>();
  for (const span of spans) {
    const name = sourceName(span);
    const parts = sources.get(name);
    if (parts === undefined) sources.set(name, [span]);
    else parts.push(span);
  }
  return sources;
}

/** Every device a lamp ever hung on, as one source under the lamp's id; an assignment without an end goes on. */
export function spansOfLamps(assignments: readonly Assignment[]): SourceSpan[] {
  return assignments.map(({ lampId, device, output, from, to = Number.MAX_SAFE_INTEGER }) => ({
    device,
    output,
    from,
    to,
    source: lampId,
  }));
}

/**
 * Every controller a cabinet ever had, as one source under the cabinet's id or the name given.
 * @param output a relay output; absent: the meter.
 */
export function spansOfCabinets(
  assignments: readonly CabinetAssignment[],
  { output, source }: { readonly output?: number; readonly source?: string } = {},
): SourceSpan[] {
  return assignments.map(({ cabinetId, device, from, to = Number.MAX_SAFE_INTEGER }) => ({
    device,
    ...(output === undefined ? {} : { output }),
    from,
    to,
    source: source ?? cabinetId,
  }));
}
