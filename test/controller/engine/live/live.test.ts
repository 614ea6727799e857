import { expect, test } from "vitest";
import { batchSpan, createLive, type LiveWatcher, replaySpan } from "../../../../controller/engine/live/live.ts";
import { createFakeClock } from "../../../support/fake-clock.ts";

function given() {
  const clock = createFakeClock(1_795_000_000_000);
  const live = createLive({ clock, after: (span, run) => clock.wakeAt(clock.now() + span, run), boot: "b" });
  /** A watcher and what it was told, as `kind key id`. */
  const watch = (after?: string, sees: LiveWatcher["sees"] = () => true) => {
    const told: string[] = [];
    const send = (text: string) => {
      for (const event of text.split("\n\n").filter(Boolean)) {
        const [, id, kind, data = ""] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(event) ?? [];
        const { key = "-", data: state = "" } = JSON.parse(data) as { key?: string; data?: unknown };
        told.push(`${kind} ${key} ${state} ${id}`);
      }
    };
    return { told, stop: live.watch({ sees, send }, after) };
  };
  const tell = (kind: string, key: string, data: unknown, areaId?: string) =>
    live.publish({ kind, key, data, ...(areaId ? { areaId } : {}) });
  return { clock, live, watch, tell };
}

test("changes of one thing within a batch are told once, as they are at its end", () => {
  const { clock, watch, tell } = given();
  const { told } = watch();
  tell("lamp", "a", 1);
  tell("lamp", "b", 2);
  tell("job", "a", 3);
  tell("lamp", "a", 4);
  expect(told).toEqual([]);
  clock.advanceBy(batchSpan);
  expect(told).toEqual(["lamp b 2 b-1", "job a 3 b-2", "lamp a 4 b-3"]);
});

test("changes without a key are all told", () => {
  const { clock, live, watch } = given();
  const { told } = watch();
  live.publish({ kind: "note", data: 1 });
  live.publish({ kind: "note", data: 2 });
  clock.advanceBy(batchSpan);
  expect(told).toEqual(["note - 1 b-1", "note - 2 b-2"]);
});

test("a watcher is told of the areas it may read and of what belongs to none, by the rights of the moment", () => {
  const { clock, watch, tell } = given();
  let area = "di-an";
  const { told } = watch(undefined, (areaId) => areaId === area);
  tell("lamp", "a", 1, "di-an");
  tell("lamp", "b", 1, "ben-cat");
  tell("clock", "c", 1);
  clock.advanceBy(batchSpan);
  area = "ben-cat";
  tell("lamp", "b", 2, "ben-cat");
  clock.advanceBy(batchSpan);
  expect(told).toEqual(["lamp a 1 b-1", "clock c 1 b-3", "lamp b 2 b-4"]);
});

test("what reaches into several areas is one event, of what its watcher sees", () => {
  const { clock, live, watch } = given();
  const seeing = (...areaIds: string[]) => watch(undefined, (areaId) => areaIds.includes(areaId)).told;
  const [both, one, none] = [seeing("di-an", "ben-cat"), seeing("ben-cat"), seeing("thu-dau-mot")];
  const data = (seen: readonly string[]) => seen.join("+");
  live.publish({ kind: "job", key: "j", areaIds: ["di-an", "ben-cat"], data: () => "older" });
  live.publish({ kind: "job", key: "j", areaIds: ["di-an", "ben-cat"], data });
  clock.advanceBy(batchSpan);
  expect([both, one, none]).toEqual([["job j di-an+ben-cat b-1"], ["job j ben-cat b-1"], []]);
  expect(watch("b-0", (areaId) => areaId === "di-an").told).toEqual(["job j di-an b-1"]);
});

test("who reconnects gets exactly what came after, and only what it may see", () => {
  const { clock, watch, tell } = given();
  for (const key of ["a", "b", "c"]) tell("lamp", key, 1, key === "b" ? "ben-cat" : "di-an");
  clock.advanceBy(batchSpan);
  expect(watch("b-1").told).toEqual(["lamp b 1 b-2", "lamp c 1 b-3"]);
  expect(watch("b-1", (areaId) => areaId === "di-an").told).toEqual(["lamp c 1 b-3"]);
  expect(watch("b-3").told).toEqual([]);
  expect(watch("b-0").told).toHaveLength(3);
});

test("an id of another run, of the future, of no form or of long ago is answered by a resync", () => {
  const { clock, live, watch, tell } = given();
  expect(watch("b-0").told).toEqual([]);
  tell("lamp", "a", 1);
  clock.advanceBy(batchSpan);
  for (const id of ["x-1", "b-2", "b--1", "b-1.5", "", "b-", "b-99999999999999999"])
    expect([id, watch(id).told]).toEqual([id, ["resync -  b-1"]]);
  clock.advanceBy(replaySpan + 1);
  tell("lamp", "a", 2);
  clock.advanceBy(batchSpan);
  expect(watch("b-0").told).toEqual(["resync -  b-2"]);
  expect(watch("b-1").told).toEqual(["lamp a 2 b-2"]);
  expect(live.position()).toBe("b-2");
});

test("a snapshot taken between change and batch misses nothing", () => {
  const { clock, live, watch, tell } = given();
  tell("lamp", "a", 1);
  const { told } = watch(live.position());
  clock.advanceBy(batchSpan);
  expect(told).toEqual(["lamp a 1 b-1"]);
});

test("who stopped watching is told nothing more", () => {
  const { clock, live, watch, tell } = given();
  const { told, stop } = watch();
  stop();
  tell("lamp", "a", 1);
  clock.advanceBy(batchSpan);
  expect([told, live.watchers()]).toEqual([[], 0]);
});
