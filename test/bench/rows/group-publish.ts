/** How long one publish to a group takes until the last member has it. */
import { setTimeout as sleep } from "node:timers/promises";
import { encodeMessage } from "#protocol/wire/codec.ts";
import { createTopics } from "#protocol/wire/topics.ts";
import { connect, publish } from "../../broker/support/packets.ts";
import { rawClient } from "../../broker/support/raw-client.ts";
import { publisher, startDen } from "../den.ts";
import type { Devices } from "../load/devices.ts";
import { anybody, startDevices } from "../load/open-devices.ts";
import type { BareTcp } from "../peers/bare-tcp.ts";
import { type OpenPeer, openBareAedes, openMosquitto } from "../peers/open-peer.ts";
import { machineTime, type Program, startProgram } from "../program.ts";
import { type Figure, type Row, ratio } from "../row.ts";
import type { Size } from "../size.ts";
import { wholeTown } from "../town.ts";

/** s within which members answer, and ms that each round is left alone for it. */
const reportWithin = 3;
const quiet = reportWithin * 1000 + 500;
const measure = "last member reached";

/** A publish to everybody that changes nothing: it ends what nobody holds. */
function packetForAll(): Buffer {
  const issuedAt = Math.floor(Date.now() / 1000) * 1000;
  const directive = {
    kind: "end",
    ref: 1,
    priority: 0,
    issuedAt,
    until: issuedAt + 60_000,
    ends: 2,
    reportWithin,
  } as const;
  return publish(createTopics().group("all", "directive"), Buffer.from(encodeMessage("directive", directive, "cbor")));
}

/** @param send @returns machine time at which it was sent. */
async function round(devices: Program<Devices>, send: () => number | Promise<number>): Promise<number> {
  await devices.call("listen");
  const [heard, sent] = await Promise.all([devices.call("allHeard"), Promise.try(send)]);
  return heard - sent;
}

async function rounds(size: Size, subject: string, one: () => Promise<number>): Promise<Figure[]> {
  const figures: Figure[] = [];
  // the first finds cold code, in ours as in the peers
  for (let n = 0; n <= size.rounds; n++) {
    const value = await one();
    if (n > 0 || size.rounds === 1) figures.push({ subject, measure, unit: "ms", value });
    await sleep(size.rounds === 1 ? 100 : quiet);
  }
  return figures;
}

async function overBroker(
  port: number,
  account: Parameters<typeof connect>[0],
): Promise<{ send(): number; close(): void }> {
  const client = await rawClient(port);
  client.send(connect({ clientId: "publisher", ...account }));
  await client.nextOf(2);
  const packet = packetForAll();
  return {
    send() {
      const sent = machineTime();
      client.send(packet);
      return sent;
    },
    close: client.close,
  };
}

async function ofDen(size: Size): Promise<Figure[]> {
  await using den = await startDen(size.group);
  await using devices = startDevices();
  const { brokerPort } = den.controller;
  await devices.call("open", { port: brokerPort, talk: "controller", identities: den.devices });
  await den.until(({ inSync }) => inSync === size.group, 60_000);
  const account = { userName: publisher.name, password: publisher.secret };
  const broker = await overBroker(brokerPort, account);
  const alone = await rounds(size, "Den's broker", () => round(devices, broker.send));
  broker.close();
  const through = await rounds(size, "Den", async () => {
    let orderId = "";
    const took = await round(devices, async () => {
      const sent = machineTime();
      ({ orderId } = await den.admin.order("overrides", {
        selection: { areaId: wholeTown },
        target: { level: 30 },
        until: Date.now() + 600_000,
        why: "measuring",
      }));
      return sent;
    });
    await sleep(quiet);
    await den.admin.post(`/overrides/${orderId}/end`);
    return took;
  });
  return [...alone, ...through];
}

async function ofPeer(open: OpenPeer, size: Size): Promise<Figure[]> {
  await using peer = await open();
  await using devices = startDevices();
  await devices.call("open", { port: peer.port, talk: "broker", identities: anybody(size.group) });
  const broker = await overBroker(peer.port, {});
  const figures = await rounds(size, peer.name, () => round(devices, broker.send));
  broker.close();
  return figures;
}

async function ofTcp(size: Size): Promise<Figure[]> {
  await using server = startProgram<BareTcp>(new URL("../peers/bare-tcp.ts", import.meta.url));
  await using devices = startDevices();
  const port = await server.call("listen");
  await devices.call("open", { port, talk: "bytes", identities: anybody(size.group) });
  await server.call("accepted", size.group);
  const bytes = packetForAll().toString("base64");
  return await rounds(size, "bare TCP", () => round(devices, () => server.call("writeAll", bytes)));
}

export const groupPublish: Row = {
  name: "group",
  title: "group dim, one publish to the last of 5,000 members",
  async run(size) {
    return [
      ...(await ofDen(size)),
      ...(await ofTcp(size)),
      ...(await ofPeer(openMosquitto, size)),
      ...(await ofPeer(openBareAedes, size)),
    ];
  },
  aims: [
    ratio(["Den", measure], ["Mosquitto", measure], (value) => value < 1, "over the API: ahead of Mosquitto"),
    ratio(["Den's broker", measure], ["Mosquitto", measure], (value) => value < 1, "broker alone: ahead of Mosquitto"),
    ratio(
      ["Den's broker", measure],
      ["bare TCP", measure],
      (value) => value <= 1.5,
      "stretch: broker ≤ 1.5 × bare TCP",
    ),
  ],
};
