/** The Mosquitto that the tests start is a real one: its passwords and access file hold, and it leaves nothing behind. */
import { existsSync } from "node:fs";
import { connectAsync } from "mqtt";
import { describe, expect, test } from "vitest";
import { hasMosquitto, startMosquitto } from "../support/start-mosquitto.ts";

describe.skipIf(!hasMosquitto)("Mosquitto", () => {
  test("lets in who has the password, and delivers what the access file grants and nothing else", async () => {
    await using mosquitto = await startMosquitto({
      users: { lamp: "secret-1", controller: "secret-2" },
      acl: "user lamp\ntopic write up/lamp/#\nuser controller\ntopic read up/#\n",
    });
    const sign = (username: string, password: string) =>
      connectAsync(mosquitto.url, { username, password, reconnectPeriod: 0 });
    await expect(sign("lamp", "secret-2")).rejects.toThrow();
    const controller = await sign("controller", "secret-2");
    const heard: string[] = [];
    controller.on("message", (topic) => heard.push(topic));
    await controller.subscribeAsync("up/#");
    const lamp = await sign("lamp", "secret-1");
    await lamp.publishAsync("up/other/report", "x", { qos: 1 });
    await lamp.publishAsync("up/lamp/report", "x", { qos: 1 });
    await expect.poll(() => heard).toEqual(["up/lamp/report"]);
    await lamp.endAsync();
    await controller.endAsync();
  });

  test("comes back on its port after a crash, and is gone after it was stopped", async () => {
    const mosquitto = await startMosquitto();
    const before = mosquitto.pid;
    await mosquitto.kill();
    await expect(connectAsync(mosquitto.url, { reconnectPeriod: 0 })).rejects.toThrow();
    await mosquitto.restart();
    expect(mosquitto.pid).not.toBe(before);
    await (await connectAsync(mosquitto.url)).endAsync();
    await mosquitto.stop();
    expect(existsSync(`/proc/${mosquitto.pid}`)).toBe(false);
  });

  test("says why it does not start", async () => {
    await expect(startMosquitto({ lines: ["no_such_setting 1"] })).rejects.toThrow("no_such_setting");
  });
});
