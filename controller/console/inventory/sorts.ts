/** How each sort of thing stands in addresses and sentences. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { type ThingSort, thingSorts } from "./thing.ts";

/** The same word in the API's paths and the console's addresses. */
export const pathOf: Readonly<Record<ThingSort, string>> = {
  lamp: "lamps",
  device: "devices",
  cabinet: "cabinets",
  circuit: "circuits",
  road: "roads",
  group: "groups",
  lampModel: "lamp-models",
  supplyPoint: "supply-points",
  area: "areas",
};

export const sortAt = (path: string): ThingSort | undefined => thingSorts.find((sort) => pathOf[sort] === path);

/** Where a thing is shown. */
export const addressOf = (sort: ThingSort, id: string) => `/inventory/${pathOf[sort]}/${id}`;

interface SortWords {
  readonly one: MessageDescriptor;
  readonly many: MessageDescriptor;
  readonly add: MessageDescriptor;
}

export const sortWords: Readonly<Record<ThingSort, SortWords>> = {
  lamp: {
    one: msg({ message: "Lamp", context: "thing" }),
    many: msg({ message: "Lamps", context: "thing" }),
    add: msg`Add a lamp`,
  },
  device: {
    one: msg({ message: "Device", context: "thing" }),
    many: msg({ message: "Devices", context: "thing" }),
    add: msg`Add a device`,
  },
  cabinet: {
    one: msg({ message: "Cabinet", context: "thing" }),
    many: msg({ message: "Cabinets", context: "thing" }),
    add: msg`Add a cabinet`,
  },
  circuit: {
    one: msg({ message: "Circuit", context: "thing" }),
    many: msg({ message: "Circuits", context: "thing" }),
    add: msg`Add a circuit`,
  },
  road: {
    one: msg({ message: "Road", context: "thing" }),
    many: msg({ message: "Roads", context: "thing" }),
    add: msg`Add a road`,
  },
  group: {
    one: msg({ message: "Group", context: "thing" }),
    many: msg({ message: "Groups", context: "thing" }),
    add: msg`Add a group`,
  },
  lampModel: { one: msg`Lamp model`, many: msg`Lamp models`, add: msg`Add a lamp model` },
  supplyPoint: { one: msg`Supply point`, many: msg`Supply points`, add: msg`Add a supply point` },
  area: { one: msg`Area`, many: msg`Areas`, add: msg`Add an area` },
};
