/** Rule: a lamp hangs on one existing output that nothing else uses and that can drive its kind of luminaire. */
import type { OutputKind, Profile } from "#protocol/wire/vocabulary.ts";
import type { Device, Lamp } from "../model.ts";
import type { Finding, Prospect, Rule } from "./rule.ts";

/** Which outputs a device of each profile can have. */
const kindsOf: Record<Profile, readonly OutputKind[]> = {
  R: ["relay"],
  W: ["relay", "white"],
  C: ["relay", "white", "colour", "pixels"],
};

export const lampOnOutput: Rule = ({ sort, thing }, prospect) => {
  if (sort !== "lamp" || thing.retiredAt !== undefined) return [];
  const { deviceId, output } = thing;
  if (deviceId === undefined && output === undefined) return [];
  if (deviceId === undefined) return [{ field: "output", reason: "outputWithoutDevice", params: {} }];
  if (output === undefined) return [{ field: "deviceId", reason: "deviceWithoutOutput", params: {} }];
  const device = prospect.inventory.device.get(deviceId);
  if (device === undefined) return [];
  return [
    ...beyond(thing, device, output),
    ...wrongKind(thing, device, prospect),
    ...shared(thing, device.id, output, prospect),
    ...relayOfSegment(device.id, output, prospect),
  ];
};

function beyond(lamp: Lamp, device: Device, output: number): Finding[] {
  if (output < device.outputs) return [];
  const params = { lamp: lamp.id, device: device.id, output, last: device.outputs - 1 };
  return [{ field: "output", reason: "outputBeyond", params }];
}

function wrongKind(lamp: Lamp, device: Device, { inventory }: Prospect): Finding[] {
  const kind = inventory.lampModel.get(lamp.modelId)?.outputKind;
  if (kind === undefined || kindsOf[device.profile].includes(kind)) return [];
  const params = { device: device.id, profile: device.profile, lamp: lamp.id, kind };
  return [{ field: "deviceId", reason: "outputKind", params }];
}

function shared(lamp: Lamp, device: string, output: number, { index }: Prospect): Finding[] {
  const other = index.lampsOfDevice(device).find((one) => one.output === output && one.id !== lamp.id);
  return other === undefined
    ? []
    : [{ field: "output", reason: "outputTaken", params: { device, output, other: other.id } }];
}

function relayOfSegment(device: string, output: number, { index }: Prospect): Finding[] {
  const circuit = index
    .cabinetsOfDevice(device)
    .flatMap((cabinet) => index.circuitsOfCabinet(cabinet.id))
    .find(({ segment }) => segment === output);
  return circuit === undefined
    ? []
    : [{ field: "output", reason: "outputIsSegment", params: { device, output, circuit: circuit.id } }];
}
