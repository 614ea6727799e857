/** What a person asks of the inventory, before anything is judged: create, change, retire or restore one thing. */
import type { ThingOf, ThingSort } from "./model.ts";

/** Fields the controller gives itself. */
export type GivenField = "version" | "retiredAt" | "topicNumber";

/** A thing as a person describes it. A group may leave out its members where a pattern finds them. */
export type Draft<S extends ThingSort = ThingSort> = S extends "group"
  ? Omit<ThingOf["group"], GivenField | "lampIds"> & { readonly lampIds?: readonly string[] }
  : Omit<ThingOf[S], GivenField>;

/** Fields to change; `null` removes an optional one. The id stays for life. */
export type Patch<S extends ThingSort = ThingSort> = S extends ThingSort
  ? { readonly [K in Exclude<keyof Draft<S>, "id">]?: Draft<S>[K] | null }
  : never;

/** `version` is the one the writer read: whoever wrote in between is not overwritten. */
export type ChangeRequest = {
  [S in ThingSort]:
    | { readonly do: "create"; readonly sort: S; readonly thing: Draft<S> }
    | { readonly do: "change"; readonly sort: S; readonly id: string; readonly version: number; readonly set: Patch<S> }
    | { readonly do: "retire"; readonly sort: S; readonly id: string; readonly version: number }
    /** Brings a retired thing back into use, described anew. */
    | { readonly do: "restore"; readonly sort: S; readonly version: number; readonly thing: Draft<S> };
}[ThingSort];
