import { describe, expect, test } from "vitest";
import { bench, evening, hour, readyLamp } from "./support/device-on-bench.ts";

describe("an ask", () => {
  const read = { id: 1, until: evening + hour, ask: "read" } as const;

  test("is answered once more but not done once more when it comes twice", () => {
    const lamp = readyLamp();
    const reports = () => lamp.published("report").filter(({ message }) => message.reason === "ask").length;
    lamp.give({ kind: "ask", ask: read });
    lamp.give({ kind: "ask", ask: read });
    expect(lamp.published("answer").map(({ message }) => message.result)).toEqual(["ok", "ok"]);
    expect(reports()).toBe(1);
  });

  test("to reboot does not come round again after the restart", () => {
    const reboot = { ...read, ask: "reboot" } as const;
    const lamp = readyLamp();
    const effects = lamp.give({ kind: "ask", ask: reboot });
    expect(effects.map(({ kind }) => kind)).toEqual(["persist", "publish", "reboot"]);
    const again = bench({ stored: lamp.device.stored, boot: { reason: "requested" } });
    again.runTo(10_000);
    expect(again.give({ kind: "ask", ask: reboot }).map(({ kind }) => kind)).toEqual(["publish"]);
  });

  test.each([
    ["expired", { ...read, until: evening }],
    ["unknownOutput", { ...read, ask: "identify", output: 9, duration: 5 }],
    ["unsupported", { ...read, ask: "selfTest" }],
  ] as const)("that cannot be done is answered %s", (result, ask) => {
    const lamp = readyLamp();
    lamp.give({ kind: "ask", ask });
    expect(lamp.published("answer").at(-1)?.message).toEqual({ id: 1, result, done: true });
  });

  test("for rows of another epoch or thinned ones is answered with what is lost", () => {
    const lamp = readyLamp();
    const ask = {
      id: 3,
      until: evening + hour,
      ask: "resend",
      stream: "raw",
      epoch: 1,
      fromSequence: 4,
      toSequence: 9,
    } as const;
    lamp.give({ kind: "ask", ask });
    expect(lamp.published("answer").at(-1)?.message).toEqual({
      id: 3,
      result: "ok",
      done: true,
      lost: [{ stream: "raw", epoch: 1, fromSequence: 4, toSequence: 9 }],
    });
  });
});
