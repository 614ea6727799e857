/** Rule: a cabinet's device has relays and serves no other cabinet; a segment exists and feeds circuits of one kind. */
import type { Cabinet, Circuit } from "../model.ts";
import type { Finding, Prospect, Rule } from "./rule.ts";

export const relaysOfCabinet: Rule = (judged, prospect) => {
  if (judged.thing.retiredAt !== undefined) return [];
  if (judged.sort === "cabinet") return deviceOfCabinet(judged.thing, prospect);
  if (judged.sort === "circuit") return segmentOfCircuit(judged.thing, prospect);
  return [];
};

function deviceOfCabinet(cabinet: Cabinet, { inventory, index }: Prospect): Finding[] {
  const device = cabinet.deviceId === undefined ? undefined : inventory.device.get(cabinet.deviceId);
  if (device === undefined) return [];
  const findings: Finding[] = [];
  const field = "deviceId";
  if (device.profile !== "R") {
    findings.push({ field, reason: "cabinetNeedsRelays", params: { device: device.id, profile: device.profile } });
  }
  const other = index.cabinetsOfDevice(device.id).find(({ id }) => id !== cabinet.id);
  if (other !== undefined) {
    findings.push({ field, reason: "deviceOfTwoCabinets", params: { device: device.id, other: other.id } });
  }
  return findings;
}

/** A cabinet without a controller of its own still has segments: a timer in it switches them. */
function segmentOfCircuit(circuit: Circuit, { inventory, index }: Prospect): Finding[] {
  const { segment } = circuit;
  if (segment === undefined) return [];
  const findings: Finding[] = [];
  const field = "segment";
  if (circuit.kind === "alwaysLive") findings.push({ field, reason: "segmentAlwaysLive", params: {} });
  const cabinet = inventory.cabinet.get(circuit.cabinetId);
  const device = cabinet?.deviceId === undefined ? undefined : inventory.device.get(cabinet.deviceId);
  if (cabinet !== undefined && device !== undefined && segment >= device.outputs) {
    const params = { circuit: circuit.id, cabinet: cabinet.id, segment, last: device.outputs - 1 };
    findings.push({ field, reason: "segmentBeyond", params });
  }
  const lamp = device && index.lampsOfDevice(device.id).find(({ output }) => output === segment);
  if (device !== undefined && lamp !== undefined) {
    findings.push({ field, reason: "segmentTaken", params: { segment, lamp: lamp.id, device: device.id } });
  }
  const other = index
    .circuitsOfCabinet(circuit.cabinetId)
    .find((one) => one.id !== circuit.id && one.segment === segment && one.kind !== circuit.kind);
  if (other !== undefined) {
    findings.push({ field, reason: "segmentOfTwoKinds", params: { segment, other: other.id, kind: other.kind } });
  }
  return findings;
}
