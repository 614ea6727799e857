/** How many messages a second go from devices to the disk, beside brokers that hand them to one subscriber. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Den, startDen } from "../den.ts";
import type { Devices } from "../load/devices.ts";
import { anybody, startDevices } from "../load/open-devices.ts";
import type { Subscriber } from "../load/subscriber.ts";
import { type OpenPeer, openBareAedes, openMosquitto } from "../peers/open-peer.ts";
import { processorTime } from "../process-usage.ts";
import { machineTime, type Program, startProgram } from "../program.ts";
import { atLeast, atMost, type Figure, type Row, ratio } from "../row.ts";
import type { Size } from "../size.ts";

/** ms between looks at how far the disk is behind. */
const lookEvery = 500;
/** ms for what is on its way when the senders stop. */
const drainWithin = 60_000;
/** ms without a message after which none is on its way any more. */
const quietAfter = 2_000;
const toTheLast = ", to the last delivered";
const perSecond = (messages: number, ms: number) => (messages * 1000) / ms;
const rateOf = (senders: number) => `${senders} senders`;

async function ofDen(size: Size): Promise<Figure[]> {
  await using den = await startDen(size.devices);
  await using devices = startDevices();
  const figures: Figure[] = [];
  await devices.call("open", { port: den.controller.brokerPort, talk: "controller", identities: den.devices });
  await den.until(({ inSync }) => inSync === size.devices, drainWithin);
  for (const senders of size.senders) figures.push(...(await denUnder(senders, den, devices, size)));
  return figures;
}

async function denUnder(senders: number, den: Den, devices: Program<Devices>, size: Size): Promise<Figure[]> {
  const figure = (measure: string, unit: string, value: number): Figure => ({
    subject: "Den",
    measure: `${rateOf(senders)}${measure}`,
    unit,
    value,
  });
  const acknowledgedBefore = await devices.call("acknowledged");
  const committedBefore = (await den.figures()).telemetryCommitted;
  /** Acknowledged by the broker and not yet on disk. */
  const behind = async () => {
    const acknowledged = (await devices.call("acknowledged")) - acknowledgedBefore;
    return acknowledged - ((await den.figures()).telemetryCommitted - committedBefore);
  };
  await devices.call("send", senders);
  await sleep(size.warmUp * 1000);
  const processes = { broker: den.controller.brokerPid()!, controller: den.controller.pid(), generator: devices.pid };
  const spent = () => Object.entries(processes).map(([name, pid]) => [name, processorTime(pid)] as const);
  const spentBefore = new Map(spent());
  const began = machineTime();
  const first = (await den.figures()).telemetryCommitted;
  let worst = 0;
  for (const end = began + size.seconds * 1000; machineTime() < end; await sleep(lookEvery)) {
    worst = Math.max(worst, await behind());
  }
  const messages = (await den.figures()).telemetryCommitted - first;
  const rate = perSecond(messages, machineTime() - began);
  const cost = spent().map(([name, time]) =>
    figure(`, ${name}`, "µs of processor a message", (time - spentBefore.get(name)!) / messages),
  );
  await devices.call("stop");
  const stopped = machineTime();
  while ((await behind()) > 0 && machineTime() < stopped + drainWithin) await sleep(20);
  const { telemetryUnfolded } = await den.figures();
  return [
    figure("", "messages/s", rate),
    figure(", backlog", "s", worst / rate),
    figure(", not on disk", "messages", await behind()),
    figure(", not yet folded", "messages", telemetryUnfolded),
    ...cost,
  ];
}

/**
 * Of a peer that acknowledges what it has not delivered two rates are told: what reached the subscriber while the
 * senders sent, and all that was sent by the time it needed until the last of it arrived.
 */
async function ofPeer(open: OpenPeer, size: Size): Promise<Figure[]> {
  await using peer = await open();
  await using devices = startDevices();
  await using subscriber = startProgram<Subscriber>(new URL("../load/subscriber.ts", import.meta.url));
  await subscriber.call("subscribe", peer.port);
  await devices.call("open", { port: peer.port, talk: "broker", identities: anybody(size.devices) });
  const figures: Figure[] = [];
  for (const senders of size.senders) {
    const before = await subscriber.call("count");
    const sent = machineTime();
    await devices.call("send", senders);
    await sleep(size.warmUp * 1000);
    const began = machineTime();
    const first = await subscriber.call("count");
    await sleep(size.peerSeconds * 1000);
    const whileSending = perSecond((await subscriber.call("count")) - first, machineTime() - began);
    await devices.call("stop");
    const { count, at } = await untilQuiet(subscriber);
    const figure = (measure: string, value: number): Figure => ({
      subject: peer.name,
      measure: `${rateOf(senders)}${measure}`,
      unit: "messages/s",
      value,
    });
    figures.push(figure("", whileSending), figure(toTheLast, perSecond(count - before, at - sent)));
  }
  return figures;
}

/** @returns how many messages had come in the end, and when the last was seen. */
async function untilQuiet(subscriber: Program<Subscriber>): Promise<{ count: number; at: number }> {
  let last = { count: -1, at: machineTime() };
  while (machineTime() < last.at + quietAfter) {
    const count = await subscriber.call("count");
    if (count !== last.count) last = { count, at: machineTime() };
    await sleep(20);
  }
  return last;
}

const most = 8_000;

export const telemetry: Row = {
  name: "telemetry",
  title: "messages/s from the device to the disk, counted at commit (peers: to one MQTT.js subscriber)",
  async run(size) {
    return [...(await ofDen(size)), ...(await ofPeer(openBareAedes, size)), ...(await ofPeer(openMosquitto, size))];
  },
  aims: [
    ...[500, 2_000, most].flatMap((senders) => [
      atLeast(20_000, "Den", rateOf(senders), `${senders} senders: ≥ 20,000 messages/s`),
      atMost(2, "Den", `${rateOf(senders)}, backlog`, `${senders} senders: backlog < 2 s`),
      atMost(0, "Den", `${rateOf(senders)}, not on disk`, `${senders} senders: nothing lost`),
    ]),
    ...["", toTheLast].map((measure) =>
      ratio(
        ["Den", rateOf(most)],
        ["bare Aedes", `${rateOf(most)}${measure}`],
        (value) => value >= 0.8,
        `${most} senders: ≥ 0.8 × bare Aedes${measure}`,
      ),
    ),
  ],
};
