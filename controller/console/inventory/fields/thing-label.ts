/** How a thing is offered for choice: by its name, and by its id where that says more. */
import type { Thing } from "../thing.ts";

/** Devices are often called by their id in capitals. */
export const thingLabel = ({ id, name }: Pick<Thing, "id" | "name">): string =>
  name.toLowerCase() === id ? name : `${name} · ${id}`;
