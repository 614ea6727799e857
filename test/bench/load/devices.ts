/** Program: thousands of thin devices in one process, connected at once and told what to do. */
import { setTimeout as sleep } from "node:timers/promises";
import { machineTime, serve } from "../program.ts";
import { groupsOf } from "../town.ts";
import { type Identity, ThinDevice, type World } from "./thin-device.ts";

export interface Opening {
  readonly port: number;
  readonly talk: World["talk"];
  readonly identities: readonly Identity[];
}

/** ms in which all have to be there. */
const patience = 120_000;

let devices: ThinDevice[] = [];
let settled = 0;
let lastSettled = 0;
let acknowledged = 0;
let grouped = 0;
let lastGrouped = 0;
const lost: string[] = [];

async function until(isSo: () => boolean, what: string): Promise<void> {
  for (const end = machineTime() + patience; !isSo(); await sleep(5)) {
    if (lost.length > 0) throw new Error(`${lost.length} connections lost: ${lost[0]}`);
    if (machineTime() > end) throw new Error(`${what} not within ${patience} ms`);
  }
}

/** Opens all connections in one turn. @returns ms until every device was settled. */
async function openAll(): Promise<number> {
  const began = machineTime();
  settled = 0;
  for (const device of devices) device.open();
  await until(() => settled === devices.length, `${devices.length} connections`);
  return lastSettled - began;
}

const services = {
  open({ port, talk, identities }: Opening): Promise<number> {
    const world: World = {
      port,
      talk,
      settled: () => {
        settled++;
        lastSettled = machineTime();
      },
      lost: (why) => lost.push(why),
      grouped: () => {
        grouped++;
        lastGrouped = machineTime();
      },
      acknowledged: () => acknowledged++,
    };
    const inGroups = (n: number) => (talk === "broker" ? groupsOf(n, identities.length) : []);
    devices = identities.map((identity, n) => new ThinDevice(identity, inGroups(n), world));
    return openAll();
  },
  drop(): void {
    for (const device of devices) device.drop();
  },
  reopen: openAll,
  /** The first `count` devices are lost, the others stay. */
  dropSome(count: number): void {
    for (const device of devices.slice(0, count)) device.drop();
  },
  /** They come back in one turn. */
  reopenSome(count: number): void {
    for (const device of devices.slice(0, count)) device.open();
  },
  /** What each device was sent and said so far, in the order of the identities. */
  traffic: () => devices.map(({ told, reported, holds }) => ({ told, reported, holds })),
  /** The first `senders` devices begin to send. */
  send(senders: number): void {
    for (const device of devices.slice(0, senders)) device.send();
  },
  stop(): void {
    for (const device of devices) device.stop();
  },
  /** Messages acknowledged since start. */
  acknowledged: () => acknowledged,
  /** From now on messages to groups are counted anew. */
  listen(): void {
    grouped = 0;
  },
  /** @returns machine time at which the last device had the message. */
  async allHeard(): Promise<number> {
    await until(() => grouped >= devices.length, `a message to ${devices.length} devices`);
    return lastGrouped;
  },
  /** @returns machine time at which all devices were seen to hold an order. */
  async allHold(): Promise<number> {
    await until(() => devices.every((device) => device.refs > 0), "the order");
    return machineTime();
  },
};
export type Devices = typeof services;

serve(services);
