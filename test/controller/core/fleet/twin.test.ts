import { describe, expect, it } from "vitest";
import {
  goneHeard,
  heard,
  helloHeard,
  isContested,
  isOnline,
  newTwin,
  reportHeard,
  withoutPatience,
} from "../../../../controller/core/fleet/twin.ts";
import { aHello, aReport, aState, evening } from "../../../support/fleet-things.ts";

const now = evening;
const period = 900_000;
const greeted = (session: number, at = now) => helloHeard(newTwin("d"), aHello({ session }), "cbor", at);

describe("presence", () => {
  it("begins with a hello and lasts three reporting periods after anything was heard", () => {
    expect(isOnline(newTwin("d"), period, now)).toBe(false);
    const twin = heard(greeted(1), now + 60_000);
    expect(isOnline(twin, period, now + 60_000 + 3 * period)).toBe(true);
    expect(isOnline(twin, period, now + 60_001 + 3 * period)).toBe(false);
  });

  it("ends with the will of the open session, and not with one of a session before", () => {
    const twin = helloHeard(greeted(1), aHello({ session: 2 }), "cbor", now + 1000);
    expect(isOnline(goneHeard(twin, 1), period, now + 1000)).toBe(true);
    expect(isOnline(goneHeard(twin, 2), period, now + 1000)).toBe(false);
  });

  it("is opened by a report too, where its hello was lost", () => {
    const twin = reportHeard(newTwin("d"), aReport({ session: 5 }), "cbor", now);
    expect(isOnline(twin, period, now)).toBe(true);
    expect(isOnline(goneHeard(twin, 5), period, now)).toBe(false);
  });
});

describe("two devices with one id", () => {
  const fight = (times: number, every: number) => {
    let twin = greeted(0);
    for (let n = 1; n <= times; n++) twin = helloHeard(twin, aHello({ session: n }), "cbor", now + n * every);
    return twin;
  };

  it("are suspected when connections replace each other five times in ten minutes", () => {
    expect(isContested(fight(4, 10_000), now + 40_000)).toBe(false);
    expect(isContested(fight(5, 10_000), now + 50_000)).toBe(true);
  });

  it("are not suspected of what is ten minutes past, nor where each connection was closed before the next", () => {
    expect(isContested(fight(5, 10_000), now + 700_000)).toBe(false);
    let twin = greeted(0);
    for (let n = 1; n <= 9; n++) twin = helloHeard(goneHeard(twin, n - 1), aHello({ session: n }), "cbor", now + n);
    expect(isContested(twin, now + 9)).toBe(false);
  });

  it("are told apart by their boots and uptimes where the broker speaks each will before the next comes in", () => {
    let twin = greeted(0);
    for (let n = 1; n <= 6; n++) {
      const other = n % 2 === 1 ? { bootCount: 40, uptime: 90_000 } : {};
      twin = helloHeard(goneHeard(twin, n - 1), aHello({ session: n, ...other }), "cbor", now + n * 1000);
    }
    expect(isContested(twin, now + 6000)).toBe(true);
  });

  it("are not suspected where one device loses its link or its supply again and again", () => {
    const { bootCount, uptime } = aHello({});
    let twin = greeted(0);
    for (let n = 1; n <= 9; n++) {
      const boots = Math.floor(n / 3);
      const up = boots === 0 ? uptime + n * 50 : (n % 3) * 50;
      const hello = aHello({ session: n, bootCount: bootCount + boots, uptime: up });
      twin = helloHeard(goneHeard(twin, n - 1), hello, "cbor", now + n * 50_000);
    }
    expect(isContested(twin, now + 450_000)).toBe(false);
  });

  it("cost no memory however long they fight", () => {
    expect(fight(1000, 10).takeovers.length).toBeLessThanOrEqual(10);
  });
});

describe("what a twin remembers", () => {
  it("keeps the last states when a report carries none, and how far the device's clock is ahead", () => {
    const twin = reportHeard(greeted(1), aReport({ states: [aState({ level: 30 })], at: now + 40 }), "cbor", now);
    expect(twin.clockOffset).toBe(40);
    expect(reportHeard(twin, aReport({ states: [] }), "json", now + 1).states).toEqual([aState({ level: 30 })]);
  });

  it("waits for no answer of a connection that is gone", () => {
    const sent = { rev: 5, digest: "x", at: now, attempt: 4 };
    const twin = { ...greeted(1), sent };
    expect(helloHeard(twin, aHello({ session: 1 }), "cbor", now).sent).toEqual(sent);
    expect(helloHeard(twin, aHello({ session: 2 }), "cbor", now).sent).toEqual({ ...sent, at: 0, attempt: 0 });
    expect(withoutPatience(newTwin("d"))).toEqual(newTwin("d"));
  });
});
