/** Things of the inventory as the API tells them. */
import type { z } from "zod";
import type { Problem } from "../../api/error-handler.ts";
import type { drafts } from "../../api/inventory-schemas.ts";

type Drafts = { readonly [S in keyof typeof drafts]: z.infer<(typeof drafts)[S]> };
export type ThingSort = keyof Drafts;

/** What the controller gives every thing besides what people say of it. */
interface Given {
  readonly version: number;
  /** EpochMs since when it is out of use. */
  readonly retiredAt?: number;
  readonly topicNumber?: number;
  readonly credential?: "none" | "active" | "rotating";
}

/** A thing of one sort. */
export type ThingOf<S extends ThingSort> = Drafts[S] & Given;
export type Lamp = ThingOf<"lamp">;
export type Device = ThingOf<"device">;
export type Group = ThingOf<"group">;

/** A thing of any sort, field by field. */
export type Thing = Given & { readonly id: string; readonly name: string } & Readonly<Record<string, unknown>>;
/** What people say of a thing, field by field; undefined: nothing. */
export type Values = Readonly<Record<string, unknown>>;

/** In the order people think of a city. */
export const thingSorts = [
  "lamp",
  "device",
  "cabinet",
  "circuit",
  "road",
  "group",
  "lampModel",
  "supplyPoint",
  "area",
] as const satisfies readonly ThingSort[];

export type Place = Problem["places"][number];
