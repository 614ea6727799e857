import { expect, it } from "vitest";
import { createUplink } from "../../../../controller/engine/fleet/uplink.ts";
import { createSecurityLog } from "../../../../controller/engine/people/security.ts";
import type { Telemetry } from "../../../../controller/engine/telemetry/telemetry.ts";
import { silentLog } from "../../../../controller/log.ts";
import { openControlRoom, street } from "../../../support/control-room.ts";
import { aHello, aReport, evening } from "../../../support/fleet-things.ts";

/** The uplink before a real fleet; what goes to the journal is written along. */
async function open() {
  const room = await openControlRoom({ quiet: true });
  const journalled: string[] = [];
  const note = (kind: string) => (device: unknown) =>
    void journalled.push(`${kind} ${typeof device === "string" ? device : (device as { device: string }).device}`);
  const telemetry: Telemetry = {
    hello: note("hello"),
    arrived: note("arrived"),
    answered: note("answered"),
    figures: () => {
      throw new Error("nobody asks here");
    },
    close() {},
  };
  const answers: unknown[] = [];
  const security = createSecurityLog(silentLog);
  let us = 5_000_000;
  const uplink = createUplink({
    clock: room.clock,
    nowUs: () => us++,
    inventory: room.inventory,
    fleet: room.fleet,
    telemetry,
    downlink: { ...room.sent, time: (...answer) => void answers.push(answer) },
    security,
  });
  const from = { device: "d-n1", receivedAt: evening, encoding: "cbor" as const, bytes: new Uint8Array() };
  return { room, uplink, journalled, answers, security, from };
}

it("knows the devices in use and nobody else", async () => {
  const { room, uplink } = await open();
  expect([uplink.knows("d-n1"), uplink.knows("stranger")]).toEqual([true, false]);
  const retired = { ...street.device.get("d-n1")!, retiredAt: evening };
  room.change({ ...street, device: new Map([...street.device, ["d-n1", retired]]) });
  expect(uplink.knows("d-n1")).toBe(false);
  await room[Symbol.asyncDispose]();
});

it("tells the twin first, then the journal", async () => {
  const { room, uplink, journalled, from } = await open();
  uplink.hello(aHello({ session: 3 }), from);
  uplink.report(aReport({ session: 3 }), from);
  expect(room.fleet.isOnline("d-n1")).toBe(true);
  expect(journalled).toEqual(["hello d-n1", "arrived d-n1"]);
  room.clock.advanceBy(1000);
  uplink.event({ batches: [{ stream: "events", epoch: 1, after: 0, rows: [] }] }, from);
  uplink.answer({ id: 1, result: "ok", done: true }, from);
  expect(room.fleet.twin("d-n1")?.heardAt).toBe(evening + 1000);
  expect(journalled.slice(2)).toEqual(["arrived d-n1", "arrived d-n1", "answered d-n1"]);
  uplink.gone({ session: 3 }, from);
  expect(room.fleet.isOnline("d-n1")).toBe(false);
  await room[Symbol.asyncDispose]();
});

it("answers a time request with the instants of receiving and of sending", async () => {
  const { room, uplink, answers, from } = await open();
  uplink.time({ t1: 77 }, { ...from, encoding: "json" });
  expect(answers).toEqual([["d-n1", { t1: 77, t2: 5_000_000, t3: 5_000_001 }, "json"]]);
  await room[Symbol.asyncDispose]();
});

it("counts what brokers refused by rule, and keeps the newest thousand", async () => {
  const { room, uplink, security } = await open();
  for (let n = 0; n < 1005; n++) {
    uplink.brokerEvent("broker-1", {
      at: evening + n,
      rule: n % 2 ? "wildcard" : "retained",
      client: `c${n}`,
      count: 2,
    });
  }
  expect(security.counts()).toEqual({ wildcard: 1004, retained: 1006 });
  expect(security.recent(2000)).toHaveLength(1000);
  expect(security.recent(2).map(({ client, broker }) => [client, broker])).toEqual([
    ["c1004", "broker-1"],
    ["c1003", "broker-1"],
  ]);
  await room[Symbol.asyncDispose]();
});
