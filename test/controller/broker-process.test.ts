import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type BrokerProcess, startBrokerProcess } from "../../controller/broker-process.ts";
import { createSystemClock } from "../../controller/clock.ts";
import { silentLog } from "../../controller/log.ts";
import { eventually } from "../broker/support/start-broker.ts";
import { createTempFolder, type TempFolder } from "../support/temp-folder.ts";

const isOpen = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const answer = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.once("connect", () => answer(true)).once("error", () => answer(false));
  });
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe("the embedded broker", () => {
  let folder: TempFolder;
  const started: BrokerProcess[] = [];
  beforeEach(() => {
    folder = createTempFolder("broker-process");
  });
  afterEach(async () => {
    for (const broker of started.splice(0)) await broker.close();
    folder.remove();
  });

  async function start(env: Record<string, string> = {}) {
    const broker = await startBrokerProcess({
      clock: createSystemClock(),
      log: silentLog,
      env: {
        DEN_BROKER_PORT: "0",
        DEN_BROKER_METRICS_PORT: "0",
        DEN_BROKER_CREDENTIALS_PATH: folder.of("credentials.json"),
        DEN_BROKER_ACCOUNTS_PATH: folder.of("accounts.json"),
        DEN_BROKER_LOG_LEVEL: "silent",
        ...env,
      },
    });
    started.push(broker);
    return broker;
  }

  it("listens in a process of its own and ends with its parent's word", async () => {
    const broker = await start();
    const pid = broker.pid()!;
    expect(pid).not.toBe(process.pid);
    expect(await isOpen(broker.port)).toBe(true);
    await broker.close();
    expect(await isOpen(broker.port)).toBe(false);
    expect(isAlive(pid)).toBe(false);
  });

  it("is started again on the same port whenever it dies", async () => {
    const broker = await start();
    for (let death = 0; death < 2; death++) {
      const pid = broker.pid()!;
      process.kill(pid, "SIGKILL");
      await eventually(() => broker.pid() !== pid, "another process", 10_000);
      await expect.poll(() => isOpen(broker.port), { timeout: 10_000 }).toBe(true);
    }
  });

  it("stays ended when it is closed while it was about to be started again", async () => {
    const broker = await start();
    process.kill(broker.pid()!, "SIGKILL");
    await expect.poll(() => isOpen(broker.port)).toBe(false);
    await broker.close();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await isOpen(broker.port)).toBe(false);
  });

  it("says so when it cannot start", async () => {
    await expect(start({ DEN_BROKER_PORT: "99999" })).rejects.toMatchObject({ code: "broker/unreachable" });
  });
});
