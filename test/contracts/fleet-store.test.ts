import { expect, it } from "vitest";
import { newTwin } from "../../controller/core/fleet/twin.ts";
import { createFleetStore } from "../../controller/stores/fleet.ts";
import { onEveryDatabase } from "../support/databases.ts";
import { aHello, aState, aTwin, evening } from "../support/fleet-things.ts";

const request = (device: string, said: { reported?: number; digest?: string; attempt?: number } = {}) => ({
  device,
  reported: 0,
  digest: "d",
  attempt: 1,
  ...said,
});

onEveryDatabase("the fleet store", (open) => {
  it("gives back what devices said, with what was last sent to them", async () => {
    const store = createFleetStore(await open());
    const said = aTwin({ device: "a", hello: aHello(), holds: { rev: 5, refs: [1, 2] }, states: [aState()] });
    await store.save([said, aTwin({ device: "b" })]);
    await store.save([{ ...said, heardAt: evening + 5 }]);
    const revs = await store.drawRevs([request("a", { digest: "c:1", attempt: 3 }), request("new")], evening);
    const twins = new Map((await store.load()).map((twin) => [twin.device, twin]));
    const sent = (device: string, digest = "d", attempt = 1) => ({
      rev: revs.get(device)!,
      digest,
      at: evening,
      attempt,
    });
    expect(twins).toEqual(
      new Map([
        ["a", { ...said, heardAt: evening + 5, sent: sent("a", "c:1", 3) }],
        ["b", aTwin({ device: "b" })],
        ["new", { ...newTwin("new"), sent: sent("new") }],
      ]),
    );
  });

  it("never overwrites what was sent by what was said", async () => {
    const store = createFleetStore(await open());
    const revs = await store.drawRevs([request("a")], evening);
    await store.save([aTwin({ device: "a", sent: { rev: 1, digest: "old", at: 0, attempt: 9 } })]);
    expect((await store.load())[0]?.sent).toEqual({ rev: revs.get("a"), digest: "d", at: evening, attempt: 1 });
  });

  it("draws above everything: the time, what the device saw, and what was drawn before", async () => {
    const store = createFleetStore(await open());
    const draw = async (now: number, reported = 0) =>
      (await store.drawRevs([request("a", { reported })], now)).get("a")!;
    expect(await draw(evening)).toBe(evening);
    // twice in a millisecond, and with a clock set back
    expect(await draw(evening)).toBe(evening + 1);
    expect(await draw(evening - 3_600_000)).toBe(evening + 2);
    // a database restored from a backup meets a device that has seen more
    expect(await draw(evening, evening + 500)).toBe(evening + 501);
    expect(await draw(evening + 1000)).toBe(evening + 1000);
    expect(await draw(evening, Number.MAX_SAFE_INTEGER - 10)).toBe(Number.MAX_SAFE_INTEGER - 9);
  });

  it("draws for a whole city in one step, no revision twice when asked at once", async () => {
    const store = createFleetStore(await open());
    const devices = Array.from({ length: 2500 }, (_, n) => `d${n}`);
    const all = () =>
      store.drawRevs(
        devices.map((device) => request(device)),
        evening,
      );
    const rounds = await Promise.all([all(), all()]);
    for (const device of devices) {
      expect(rounds.map((revs) => revs.get(device)!).sort()).toEqual([evening, evening + 1]);
    }
    expect(await store.drawRevs([], evening)).toEqual(new Map());
    await store.save(devices.map((device) => aTwin({ device })));
    await store.save([]);
    expect(await store.load()).toHaveLength(2500);
  });
});
