/** One step that hangs a device at a lamp: whatever hung there before lets go, all or nothing. */
import type { Device, Lamp } from "../inventory/thing.ts";
import type { Label } from "./read-label.ts";

export interface Wiring {
  readonly lamp: Lamp;
  readonly label: Label;
  /** The device as the inventory knows it; absent: it is new. */
  readonly device: Device | undefined;
  /** Lamps that hang on this device now. */
  readonly hanging: readonly Lamp[];
  readonly output: number;
}

/** @returns the lowest output on which nothing but this lamp hangs; 0 where all are taken. */
export function freeOutput({ lamp, label, device, hanging }: Omit<Wiring, "output">): number {
  const taken = new Set(hanging.filter(({ id }) => id !== lamp.id).map(({ output }) => output));
  const count = device?.outputs ?? label.outputs ?? 1;
  for (let output = 0; output < count; output++) if (!taken.has(output)) return output;
  return 0;
}

/** @returns the lamp that has to let go of that output; undefined where nobody has to. */
export const displaced = ({ lamp, hanging, output }: Wiring): Lamp | undefined =>
  hanging.find((other) => other.id !== lamp.id && other.output === output);

/** @returns changes for `POST /inventory/changes`. The device that hung at the lamp before stays as a spare. */
export function assignRequests(wiring: Wiring): object[] {
  const { lamp, label, device, output } = wiring;
  const { deviceId: id, profile = "W", outputs = 1 } = label;
  const leaving = displaced(wiring);
  return [
    ...(device === undefined ? [{ do: "create", sort: "device", thing: { id, name: id, profile, outputs } }] : []),
    ...(leaving === undefined
      ? []
      : [
          {
            do: "change",
            sort: "lamp",
            id: leaving.id,
            version: leaving.version,
            set: { deviceId: null, output: null },
          },
        ]),
    { do: "change", sort: "lamp", id: lamp.id, version: lamp.version, set: { deviceId: id, output } },
  ];
}
