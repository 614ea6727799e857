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

/** A device that was out of use comes back as it was; it gets a new secret. */
function restoreRequest({ version, id, name, profile, outputs }: Device): object {
  return { do: "restore", sort: "device", version, thing: { id, name, profile, outputs } };
}

/** @returns changes for `POST /inventory/changes`. The device that hung at the lamp before stays as a spare. */
export function assignRequests(wiring: Wiring): object[] {
  const { lamp, label, device, output } = wiring;
  const { deviceId: id, profile = "W", outputs = 1 } = label;
  const leaving = displaced(wiring);
  return [
    ...(device === undefined ? [{ do: "create", sort: "device", thing: { id, name: id, profile, outputs } }] : []),
    ...(device?.retiredAt === undefined ? [] : [restoreRequest(device)]),
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

/** On what a lamp hung; null: on nothing. */
export interface HungBefore {
  readonly lampId: string;
  readonly deviceId: string | null;
  readonly output: number | null;
}

const hungBefore = ({ id, deviceId, output }: Lamp): HungBefore => ({
  lampId: id,
  deviceId: deviceId ?? null,
  output: output ?? null,
});

/** @returns what the step changes, as it is before it. */
export function beforeAssign(wiring: Wiring): HungBefore[] {
  const leaving = displaced(wiring);
  return [hungBefore(wiring.lamp), ...(leaving === undefined ? [] : [hungBefore(leaving)])];
}

/**
 * @param deviceId that was hung up by mistake. @param lamps as they are now.
 * @returns changes that put every lamp back; none where somebody has put another device there meanwhile.
 */
export function undoRequests(deviceId: string, before: readonly HungBefore[], lamps: readonly Lamp[]): object[] {
  const [mistaken] = before;
  const now = new Map(lamps.map((lamp) => [lamp.id, lamp]));
  if (mistaken === undefined || now.get(mistaken.lampId)?.deviceId !== deviceId) return [];
  return before.flatMap(({ lampId, ...set }) => {
    const lamp = now.get(lampId);
    return lamp === undefined ? [] : [{ do: "change", sort: "lamp", id: lampId, version: lamp.version, set }];
  });
}
