/** Columns and deeds of an import in people's language. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ImportAnswer } from "./import-file.ts";

type Verb = ImportAnswer["counts"][number]["verb"];
type Column = ImportAnswer["columns"][number]["column"];

export const verbWords: Readonly<Record<Verb, MessageDescriptor>> = {
  create: msg`new`,
  change: msg`changed`,
  retire: msg`out of use`,
  restore: msg`back in use`,
};

export const columnWords: Readonly<Record<Column, MessageDescriptor>> = {
  lamp: msg({ message: "Lamp", context: "thing" }),
  name: msg({ message: "Name", context: "thing" }),
  area: msg`Area`,
  use: msg`Use`,
  model: msg`Lamp model`,
  lon: msg`Longitude`,
  lat: msg`Latitude`,
  road: msg({ message: "Road", context: "thing" }),
  order: msg`Number along the road`,
  arm: msg`Arm of the pole`,
  pole: msg`Number on the pole`,
  cabinet: msg({ message: "Cabinet", context: "thing" }),
  cabinetLon: msg`Longitude of the cabinet`,
  cabinetLat: msg`Latitude of the cabinet`,
  circuit: msg({ message: "Circuit", context: "thing" }),
  circuitKind: msg`Kind of circuit`,
  segment: msg`Relay output`,
  phase: msg`Phase`,
  device: msg({ message: "Device", context: "thing" }),
  profile: msg`Profile`,
  outputs: msg`Outputs`,
  output: msg`Output of the device`,
};
