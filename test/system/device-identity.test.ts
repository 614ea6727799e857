/** Who a device is: one id used twice, devices shut out, replaced, and never entered. */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, signIn, until } from "../support/api-client.ts";
import { type Bench, enterBench, shown, sum } from "../support/bench-lamps.ts";
import { type ControllerUnderTest, startController } from "../support/start-controller.ts";

let controller: ControllerUnderTest;
let admin: ApiClient;
let bench: Bench;

beforeAll(async () => {
  controller = await startController({ env: { DEN_REPORT_PERIOD: "10", DEN_SAMPLE_PERIOD: "10" } });
  admin = await signIn(controller.url, controller.administrator);
  bench = await enterBench(admin, controller.brokerPort, ["d2", "d5", "d6"]);
});
afterAll(() => controller?.[Symbol.asyncDispose]());

describe("a device id that is used twice", () => {
  it("is flagged, costs one desired state per hello at most, and is over with the impostor", async () => {
    let hellos = 0;
    let sent = 0;
    let over = false;
    /** Comes back with a session of its own each time it is thrown out, as every device does. */
    async function fight(bootCount: number): Promise<void> {
      const bornAt = Date.now();
      while (!over) {
        await sleep(bootCount * 60);
        // the other may come before this one is through its handshake
        const device = await bench.come("d2").catch(() => undefined);
        if (device === undefined) continue;
        const thrownOut = new Promise<void>((resolve) => device.client.once("close", () => resolve()));
        const uptime = bootCount * 1000 + Math.floor((Date.now() - bornAt) / 1000);
        void device.hello({ bootCount, uptime }).catch(() => {});
        hellos++;
        await Promise.race([
          thrownOut,
          until(
            async () => over,
            (isOver) => isOver,
            60_000,
          ),
        ]);
        sent += device.desires.length;
        await device[Symbol.asyncDispose]();
      }
    }
    const fights = [fight(7), fight(3)];
    try {
      await until(
        () => bench.stateOf("d2"),
        ({ contested }) => contested,
        20_000,
      );
    } finally {
      over = true;
      await Promise.all(fights);
    }
    expect(hellos).toBeGreaterThanOrEqual(6);
    expect(sent).toBeLessThanOrEqual(hellos);

    await using device = await bench.come("d2");
    await device.hello();
    await device.say("report", shown(70));
    await until(
      () => bench.levelOf("d2"),
      (level) => level === 70,
      5_000,
    );
    const { rev } = await until(
      async () => device.desires.at(-1) ?? { rev: 0 },
      (desire) => desire.rev > 0,
      5_000,
    );
    await device.say("report", { ...shown(70), holds: { rev, refs: [] } });
    await until(
      () => bench.stateOf("d2"),
      ({ inSync }) => inSync,
      5_000,
    );
  });
});

describe("a device that is shut out", () => {
  it("is closed within a second, refused, and let in again with a new secret only", async () => {
    const device = await bench.come("d5");
    await device.hello();
    await until(
      () => bench.stateOf("d5"),
      ({ online }) => online,
      5_000,
    );
    const closed = new Promise<void>((resolve) => device.client.once("close", () => resolve()));
    const began = performance.now();
    await admin.post("/devices/d5/revoke");
    await Promise.race([closed, sleep(5_000)]);
    expect(performance.now() - began).toBeLessThan(1_000);
    await until(
      () => bench.stateOf("d5"),
      ({ online }) => !online,
      5_000,
    );
    const before = (await bench.refusals()).broker;
    await expect(bench.come("d5")).rejects.toThrow();
    await until(bench.refusals, ({ broker }) => sum(broker) > sum(before), 5_000);
    const { secret } = await admin.post<{ secret: string }>("/devices/d5/rotate-secret");
    await expect(bench.come("d5")).rejects.toThrow();
    await using back = await until(
      () => bench.come("d5", { secret }),
      () => true,
      2_000,
    );
    await back.hello();
    await until(
      () => bench.stateOf("d5"),
      ({ online }) => online,
      5_000,
    );
  });
});

describe("a device that is replaced", () => {
  it("hands its lamp's orders to the new one, and the history goes on", async () => {
    const rowAt = (level: number) => [{ at: Math.ceil(Date.now() / 1000) * 1000, output: 0, level, activePower: 20 }];
    const historyOf = async () => {
      const { items } = await admin.get<{ items: { level: number }[] }>(`/lamps/${bench.lampOf("d6")}/history`);
      return items.map(({ level }) => level);
    };
    const old = await bench.come("d6");
    await old.hello();
    const { orderId } = await admin.order("overrides", {
      selection: { lampIds: [bench.lampOf("d6")] },
      target: { level: 30 },
      until: Date.now() + 600_000,
      why: "thử",
    });
    const { ref } = await admin.get<{ ref: number }>(`/overrides/${orderId}`);
    await until(
      async () => old.desires.at(-1)?.directives?.[0]?.ref,
      (held) => held === ref,
      5_000,
    );
    await old.say("report", { ...shown(30), batches: [{ stream: "raw", epoch: 5, after: 0, rows: rowAt(30) }] });
    await until(historyOf, (levels) => levels.length === 1, 10_000);

    const { version } = await admin.get<{ version: number }>(`/lamps/${bench.lampOf("d6")}`);
    const { secrets: fresh } = await admin.post<{ secrets: { deviceId: string; secret: string }[] }>(
      `/lamps/${bench.lampOf("d6")}/replace-device`,
      { version, device: { id: "d6-new" }, lamps: "all", keepOld: false },
    );
    await until(
      async () => old.client.connected,
      (connected) => !connected,
      2_000,
    );
    await expect(bench.come("d6")).rejects.toThrow();

    await using young = await until(
      () => bench.come("d6-new", { secret: fresh[0]!.secret }),
      () => true,
      2_000,
    );
    await young.hello({ holds: { rev: 0, refs: [] } });
    await until(
      async () => young.desires.length,
      (count) => count > 0,
      5_000,
    );
    const { rev, directives } = young.desires.at(-1)!;
    expect(directives).toMatchObject([{ ref, kind: "override", target: { level: 30 }, outputs: [0] }]);
    await young.say("report", {
      states: [{ output: 0, level: 30, source: "override", ref, settled: true }],
      holds: { rev, refs: [ref] },
      batches: [{ stream: "raw", epoch: 6, after: 0, rows: rowAt(31) }],
    });
    await until(historyOf, (levels) => levels.join() === "30,31", 10_000);
    await until(
      () => bench.stateOf("d6-new"),
      ({ inSync }) => inSync,
      5_000,
    );
  });
});

describe("devices nobody entered", () => {
  it("do not get in by a guess", async () => {
    await expect(bench.come("stranger-1", { secret: "guess" })).rejects.toThrow();
    await expect(bench.stateOf("stranger-1")).rejects.toThrow("fleet/unknown");
  });

  it("are shown with what they said where somebody lets them speak, and change nothing", async () => {
    const secret = "integrator";
    const account = { name: "suite", secretHash: createHash("sha256").update(secret).digest("hex") };
    const rights = { publish: ["#"], subscribe: [] };
    writeFileSync(
      `${controller.data}/accounts.json`,
      JSON.stringify({ version: 1, accounts: [{ ...account, ...rights }] }),
    );
    await using suite = await until(
      () => bench.come("suite", { secret }).catch(() => undefined),
      (device) => device !== undefined,
      5_000,
    );
    await suite!.send("den/v1/up/stranger-1/report", JSON.stringify(shown(10)));
    await suite!.send("den/v1/up/Not_An_Id/report", JSON.stringify(shown(10)));
    const { strangers, messages } = await until(
      bench.refusals,
      ({ messages }) => messages.unknownDevice === 1 && messages.foreignTopic === 1,
      5_000,
    );
    expect(strangers.map(({ deviceId }) => deviceId)).toEqual(["stranger-1"]);
    expect(messages).toEqual({ unknownDevice: 1, foreignTopic: 1 });
    expect(await bench.stateOf("stranger-1")).toMatchObject({ online: false, lastReject: { code: "unknownDevice" } });
  });
});
