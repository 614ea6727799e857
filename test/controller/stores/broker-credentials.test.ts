import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseCredentials } from "../../../broker/credentials.ts";
import { createBrokerCredentials } from "../../../controller/stores/broker-credentials.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { createTempFolder } from "../../support/temp-folder.ts";

const hash = (digit: string) => digit.repeat(64);
const account = { name: "controller", role: "controller", secretHash: hash("f") } as const;

function publishing(...names: string[]) {
  const folder = createTempFolder("credentials");
  onTestFinished(() => folder.remove());
  const file = folder.of(...names);
  const failures: string[] = [];
  const clock = createFakeClock(1_800_000_000_000);
  const onFailure = (error: Error) => void failures.push(error.message);
  const credentials = createBrokerCredentials({ file, accounts: [account], clock, onFailure });
  return { folder, file, failures, clock, credentials, read: () => parseCredentials(readFileSync(file, "utf8")) };
}

describe("the broker's credentials", () => {
  it("are what the broker reads: devices with their present and next secret, and the controller's account", async () => {
    const { credentials, read, file } = publishing("credentials.json");
    await credentials.publish(new Map([["lamp-1", [hash("a"), hash("b")]]]));
    const broker = read();
    expect(broker.deviceAccepts("lamp-1", Buffer.from(hash("b"), "hex"))).toBe(true);
    expect(broker.account("controller")?.identity).toMatchObject({ kind: "controller" });
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it("no longer have a revoked device when publishing is confirmed", async () => {
    const { credentials, read } = publishing("credentials.json");
    await credentials.publish(new Map([["lamp-1", [hash("a")]]]));
    await credentials.publish(new Map());
    expect(read().hasDevice("lamp-1")).toBe(false);
  });

  it("end with the last of a burst", async () => {
    const { credentials, read } = publishing("credentials.json");
    const bursts = Array.from({ length: 50 }, (_, n) => credentials.publish(new Map([[`lamp-${n}`, [hash("a")]]])));
    await Promise.all(bursts);
    expect(read().hasDevice("lamp-49")).toBe(true);
    expect(read().deviceCount).toBe(1);
  });

  it("are written again every second while the disk refuses, and every refusal is told", async () => {
    const { credentials, read, failures, clock, folder } = publishing("missing", "credentials.json");
    await expect(credentials.publish(new Map([["lamp-1", [hash("a")]]]))).rejects.toMatchObject({
      code: "data/unwritable",
    });
    mkdirSync(folder.of("missing"));
    await clock.settleBy(1_000);
    await credentials.close();
    expect(failures).toHaveLength(1);
    expect(read().hasDevice("lamp-1")).toBe(true);
  });

  it("stop trying when closed", async () => {
    const { credentials, clock } = publishing("missing", "credentials.json");
    await expect(credentials.publish(new Map())).rejects.toThrow();
    await credentials.close();
    expect(clock.pending).toBe(0);
  });

  it("are never found half-written by whoever reads after a kill", async () => {
    const { file } = publishing("credentials.json");
    const program = `
      import { createBrokerCredentials } from ${JSON.stringify(new URL("../../../controller/stores/broker-credentials.ts", import.meta.url).href)};
      const clock = { now: () => 0, wakeAt: () => () => {} };
      const credentials = createBrokerCredentials({ file: ${JSON.stringify(file)}, accounts: [], clock, onFailure: () => {} });
      for (let n = 0; ; n++) {
        const devices = Array.from({ length: 20000 }, (_, i) => ["d" + n + "-" + i, ["${hash("a")}"]]);
        await credentials.publish(new Map(devices));
        if (n === 0) process.stdout.write("ready");
      }`;
    for (const wait of [7, 23, 61]) {
      const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      await new Promise((resolve) => child.stdout.once("data", resolve));
      await sleep(wait);
      child.kill("SIGKILL");
      await new Promise((resolve) => child.once("exit", resolve));
      expect(parseCredentials(readFileSync(file, "utf8")).deviceCount).toBe(20_000);
    }
  });
});
