/** What is sent when a form is saved, and where the answer's complaints belong. No components here. */
import type { Place, Thing, Values } from "../thing.ts";

/** @returns fields that differ from the thing: null removes one. */
export function changedFields(thing: Values, edits: Values): Values {
  const changed = Object.entries(edits).filter(([field, value]) => !isSame(thing[field], value));
  return Object.fromEntries(changed.map(([field, value]) => [field, value ?? null]));
}

/** @returns a whole description: what the thing says, under what was edited. */
export function whole(thing: Values, edits: Values, fields: readonly string[]): Values {
  const said = fields.map((field) => [field, field in edits ? edits[field] : thing[field]] as const);
  return Object.fromEntries(said.filter(([, value]) => value !== undefined));
}

/** @returns fields somebody else has changed between two versions, of those that were edited here. */
export function contested(before: Thing, now: Thing, edits: Values): string[] {
  return Object.keys(edits).filter((field) => !isSame(before[field], now[field]) && !isSame(now[field], edits[field]));
}

export interface PlacedProblems {
  readonly byField: ReadonlyMap<string, readonly Place[]>;
  /** Those of the thing as a whole, or of something the form does not show. */
  readonly rest: readonly Place[];
}

/** Sorts complaints by the field they are about: `body.lon`, `body.pattern.every`, `body.otherLoads[1].name`. */
export function placeProblems(places: readonly Place[], fields: readonly string[]): PlacedProblems {
  const byField = new Map<string, Place[]>();
  const rest: Place[] = [];
  for (const place of places) {
    const field = /^body\.([A-Za-z]+)/.exec(place.path)?.[1];
    if (field === undefined || !fields.includes(field)) rest.push(place);
    else byField.set(field, [...(byField.get(field) ?? []), place]);
  }
  return { byField, rest };
}

export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}
