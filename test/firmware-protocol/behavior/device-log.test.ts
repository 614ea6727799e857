import { describe, expect, test } from "vitest";
import {
  bench,
  colour,
  config,
  desireOf,
  evening,
  hour,
  lampWith,
  minute,
  readyLamp,
  rowsOf,
} from "./support/device-on-bench.ts";

describe("rows", () => {
  test("logged while connected arrive once each, in order, without a gap", () => {
    const lamp = readyLamp();
    lamp.runTo(3 * hour);
    for (const stream of ["raw", "halfHours"] as const) {
      const batches = lamp
        .published("report")
        .flatMap(({ message }) => message.batches ?? [])
        .filter((batch) => batch.stream === stream);
      expect(batches.length).toBeGreaterThan(2);
      for (const [n, batch] of batches.slice(1).entries()) {
        expect(batch.after).toBe(batches[n]!.after + batches[n]!.rows.length);
      }
    }
  });

  test("of a half-hour say how long the lamp was lit and keep the counters", () => {
    const lamp = readyLamp({ utc: evening });
    lamp.runTo(hour + 2 * minute);
    const rows = rowsOf(lamp, "report", "halfHours");
    expect(rows.at(-1)).toMatchObject({ output: 0, at: evening + hour, level: 80, activePower: 40, litSeconds: 1800 });
    expect(rows.at(-1)?.activeEnergy).toBe(0.06);
  });

  test("of an outage are not pushed on return but answered when asked for, paced, and dated", () => {
    const stored = bench({ online: false }).device.stored;
    const lamp = bench({ stored });
    lamp.give({ kind: "wake" });
    lamp.runTo(10_000);
    lamp.give({ kind: "disconnected" });
    lamp.runTo(4 * hour);
    const { log } = lamp.published("hello").at(-1)!.message;
    expect(log).toMatchObject([{ stream: "events" }, { stream: "raw", first: 1 }, { stream: "halfHours" }]);
    lamp.give({
      kind: "ask",
      ask: {
        id: 5,
        until: evening + 5 * hour,
        ask: "resend",
        stream: "raw",
        epoch: log![1]!.epoch,
        fromSequence: 1,
        toSequence: 150,
      },
    });
    lamp.runTo(4 * hour + minute);
    const answers = lamp.published("answer");
    const rows = rowsOf(lamp, "answer", "raw");
    expect(rows).toHaveLength(150);
    expect(rows.every(({ at }) => at !== undefined && at >= evening)).toBe(true);
    expect(answers.map(({ message }) => message.done)).toEqual([...Array(answers.length - 1).fill(false), true]);
    expect(answers[1]!.at - answers[0]!.at).toBe(250);
  });

  test("before the clock was known carry boot and uptime, and are dated once it is", () => {
    const lamp = bench({ timeServer: false });
    lamp.runTo(5 * minute);
    const [undated] = rowsOf(lamp, "report", "raw");
    expect(undated).toMatchObject({ bootCount: 1 });
    expect(undated).not.toHaveProperty("at");
    const { t1 } = lamp.published("time").at(-1)!.message;
    const t2 = (evening + t1 / 1000 + 10) * 1000;
    lamp.give({ kind: "timeAnswer", answer: { t1, t2, t3: t2 }, at: t1 + 20_000 });
    const { epoch } = lamp.device.stored.log.raw;
    const range = { stream: "raw", epoch, fromSequence: 1, toSequence: 1 } as const;
    lamp.give({ kind: "ask", ask: { id: 1, until: evening + hour, ask: "resend", ...range } });
    const [dated] = rowsOf(lamp, "answer", "raw");
    expect(dated?.at).toBe(Math.floor((evening + undated!.uptime! * 1000) / 1000) * 1000);
    expect(dated).not.toHaveProperty("bootCount");
  });

  test("of 64 outputs go in several messages, each within its size", () => {
    const bridge = readyLamp(
      { hardware: lampWith(Array(64).fill(colour), { profile: "C" }) },
      desireOf({ config: { ...config, decorative: [3] } }),
    );
    bridge.runTo(10 * minute);
    const count = rowsOf(bridge, "report", "raw").length;
    expect(count).toBeGreaterThanOrEqual(64 * 8);
    expect(bridge.outputs()[3]?.level).toBe(0);
  });
});
