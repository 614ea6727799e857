import { expect, test } from "vitest";
import { encodeMessage } from "#protocol/wire/codec.ts";
import { createSecurityEvents, type SecurityEvent } from "../../broker/security-events.ts";

function collect(perSecond = 20) {
  const published: SecurityEvent[] = [];
  return { published, events: createSecurityEvents(perSecond, (event) => published.push(event)) };
}
const at = 1_800_000_000_000;

test("the same refusal of the same client becomes one event with a count and the latest topic", () => {
  const { published, events } = collect();
  for (let index = 0; index < 5; index++) {
    events.add({ at: at + index, rule: "access.publish", client: "lamp-1", address: "10.0.0.1", topic: `t${index}` });
  }
  events.add({ at, rule: "access.system", client: "lamp-1", address: "10.0.0.1" });
  events.flush();
  expect(published).toEqual([
    { at: at + 4, rule: "access.publish", client: "lamp-1", address: "10.0.0.1", topic: "t4", count: 5 },
    { at, rule: "access.system", client: "lamp-1", address: "10.0.0.1", count: 1 },
  ]);
  events.flush();
  expect(published.length).toBe(2);
});

test("no more than so many go out a second, and none is lost", () => {
  const { published, events } = collect(3);
  for (let index = 0; index < 10; index++) events.add({ at, rule: "signIn.failed", client: `c${index}`, address: "" });
  const counts = Array.from({ length: 4 }, () => {
    events.flush();
    return published.length;
  });
  expect(counts).toEqual([3, 6, 9, 10]);
});

test("a flood of invented names is added up under none", () => {
  const { published, events } = collect(1_000_000);
  for (let index = 0; index < 5000; index++)
    events.add({ at, rule: "signIn.failed", client: `c${index}`, address: "" });
  events.flush();
  expect(published.length).toBe(1001);
  expect(published.reduce((sum, { count }) => sum + count, 0)).toBe(5000);
});

test("whatever a stranger calls himself, the event can be encoded", () => {
  const { published, events } = collect();
  const hostile = ["x".repeat(200), `${"x".repeat(63)}😀`, "\u0001\n\u007f", "đ".repeat(100)];
  for (const client of hostile)
    events.add({ at, rule: "frame.text", client, address: "::1", topic: `${"t".repeat(127)}😀` });
  events.flush();
  for (const event of published) {
    expect(event.client.length).toBeLessThanOrEqual(64);
    expect(event.client.isWellFormed() && event.topic?.isWellFormed()).toBe(true);
    expect(encodeMessage("brokerEvent", event, "cbor").length).toBeLessThan(4096);
  }
});
