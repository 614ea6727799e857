/** How long a city takes to come back when all its devices return in the same moment. */
import { setTimeout as sleep } from "node:timers/promises";
import { startDen } from "../den.ts";
import { anybody, startDevices } from "../load/open-devices.ts";
import { type OpenPeer, openBareAedes, openMosquitto } from "../peers/open-peer.ts";
import { machineTime } from "../program.ts";
import { atMost, type Figure, type Row } from "../row.ts";
import type { Size } from "../size.ts";
import { wholeTown } from "../town.ts";

const within = 120_000;
const second = (ms: number) => ms / 1000;

/** While they are away an order is given, so that every single one has to be told something new. */
async function ofDen(size: Size): Promise<Figure[]> {
  await using den = await startDen(size.devices);
  await using devices = startDevices();
  await devices.call("open", { port: den.controller.brokerPort, talk: "controller", identities: den.devices });
  await den.until(({ inSync }) => inSync === size.devices, within);
  await devices.call("drop");
  await sleep(size.warmUp * 1000);
  await den.until(({ online }) => online === 0, within);
  await den.admin.order("overrides", {
    selection: { areaId: wholeTown },
    target: { level: 30 },
    until: Date.now() + 600_000,
    why: "measuring",
  });
  const began = machineTime();
  const connected = await devices.call("reopen");
  await devices.call("allHold");
  await den.until(({ online, inSync }) => online === size.devices && inSync === size.devices, within);
  return [
    { subject: "Den", measure: "all connected, subscribed and greeted", unit: "s", value: second(connected) },
    { subject: "Den", measure: "all reconciled", unit: "s", value: second(machineTime() - began) },
  ];
}

async function ofPeer(open: OpenPeer, size: Size): Promise<Figure[]> {
  await using peer = await open();
  await using devices = startDevices();
  await devices.call("open", { port: peer.port, talk: "broker", identities: anybody(size.devices) });
  await devices.call("drop");
  await sleep(size.warmUp * 1000);
  const connected = await devices.call("reopen");
  return [{ subject: peer.name, measure: "all connected and subscribed", unit: "s", value: second(connected) }];
}

export const returning: Row = {
  name: "return",
  title: "10,000 devices return at once, without spread (peers: connecting and subscribing only)",
  async run(size) {
    return [...(await ofDen(size)), ...(await ofPeer(openMosquitto, size)), ...(await ofPeer(openBareAedes, size))];
  },
  aims: [atMost(15, "Den", "all reconciled", "all connected and reconciled: ≤ 15 s")],
};
