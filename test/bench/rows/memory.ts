/** What a connected device costs in memory, in the broker and in the controller. */
import { setTimeout as sleep } from "node:timers/promises";
import { startDen } from "../den.ts";
import { anybody, startDevices } from "../load/open-devices.ts";
import { type OpenPeer, openBareAedes, openMosquitto } from "../peers/open-peer.ts";
import { collectGarbage, inspectable, residentMemory } from "../process-usage.ts";
import { atMost, type Figure, type Row, ratio } from "../row.ts";
import type { Size } from "../size.ts";

const measure = "per connected device";

async function ofDen(size: Size): Promise<Figure[]> {
  await using den = await startDen(size.devices, inspectable);
  await using devices = startDevices();
  const { controller } = den;
  const memory = async (pid: number) => {
    await collectGarbage(pid, controller.output());
    return residentMemory(pid);
  };
  const broker = controller.brokerPid()!;
  const [brokerBefore, controllerBefore] = [await memory(broker), await memory(controller.pid())];
  await devices.call("open", { port: controller.brokerPort, talk: "controller", identities: den.devices });
  await den.until(({ inSync }) => inSync === size.devices, 60_000);
  await sleep(size.warmUp * 4000);
  const perDevice = (subject: string, before: number, after: number): Figure => ({
    subject,
    measure,
    unit: "KiB",
    value: (after - before) / size.devices,
  });
  return [
    perDevice("Den's broker", brokerBefore, await memory(broker)),
    perDevice("Den's controller", controllerBefore, await memory(controller.pid())),
  ];
}

async function ofPeer(open: OpenPeer, size: Size): Promise<Figure[]> {
  await using peer = await open(inspectable);
  await using devices = startDevices();
  const memory = async () => {
    if (open !== openMosquitto) await collectGarbage(peer.pid, peer.output());
    return residentMemory(peer.pid);
  };
  const before = await memory();
  await devices.call("open", { port: peer.port, talk: "broker", identities: anybody(size.devices) });
  await sleep(size.warmUp * 4000);
  return [{ subject: peer.name, measure, unit: "KiB", value: ((await memory()) - before) / size.devices }];
}

export const memory: Row = {
  name: "memory",
  title: "resident memory per connected device, after garbage collection",
  async run(size) {
    return [...(await ofDen(size)), ...(await ofPeer(openBareAedes, size)), ...(await ofPeer(openMosquitto, size))];
  },
  aims: [
    ratio(["Den's broker", measure], ["bare Aedes", measure], (value) => value <= 1.15, "broker ≤ 1.15 × bare Aedes"),
    atMost(4, "Den's controller", measure, "controller ≤ 4 KiB"),
  ],
};
