import { describe, expect, it } from "vitest";
import { encodeMessage } from "#protocol/wire/codec.ts";
import { createTopics } from "#protocol/wire/topics.ts";
import { createIngest, type Received, type Uplink } from "../../../controller/ingest/ingest.ts";
import { createRejects } from "../../../controller/ingest/rejects.ts";
import { createFakeClock } from "../../support/fake-clock.ts";
import { aHello, aReport, evening } from "../../support/fleet-things.ts";

const topics = createTopics("den/v1");

/** The border, and everything that came over it as [kind, message, from]. */
function border(known: readonly string[] = ["d1"]) {
  const clock = createFakeClock(evening);
  const rejects = createRejects();
  const came: [string, unknown, Received | string][] = [];
  const note = (kind: string) => (message: unknown, from: Received) => void came.push([kind, message, from]);
  const uplink: Uplink = {
    knows: (device) => known.includes(device),
    hello: note("hello"),
    report: note("report"),
    event: note("event"),
    answer: note("answer"),
    gone: note("gone"),
    time: note("time"),
    brokerEvent: (broker, message) => void came.push(["brokerEvent", message, broker]),
  };
  const ingest = createIngest({ topics, clock, uplink, rejects });
  const text = (topic: string, body: string) => ingest(topic, Buffer.from(body));
  return { ingest, text, rejects, came, clock };
}
const report = encodeMessage("report", aReport(), "cbor");

describe("the border of the road up", () => {
  it("turns topic and bytes into one typed call, with who said it, when, and the bytes as they came", () => {
    const { ingest, came } = border();
    ingest(topics.up("d1", "report"), report);
    expect(came).toEqual([
      ["report", aReport(), { device: "d1", receivedAt: evening, encoding: "cbor", bytes: report }],
    ]);
  });

  it("takes each kind by the name of its topic, in either encoding", () => {
    const { ingest, came, rejects } = border();
    ingest(topics.up("d1", "hello"), encodeMessage("hello", aHello(), "json"));
    ingest(topics.up("d1", "gone"), encodeMessage("gone", { session: 7 }, "cbor"));
    ingest(topics.up("d1", "time"), encodeMessage("timeRequest", { t1: 5 }, "cbor"));
    ingest(topics.up("d1", "answer"), encodeMessage("answer", { id: 3, result: "ok", done: true }, "cbor"));
    expect(came.map(([kind]) => kind)).toEqual(["hello", "gone", "time", "answer"]);
    expect(came[0]?.[2]).toMatchObject({ encoding: "json" });
    expect(rejects.counts()).toEqual({});
  });

  it("hands on what a broker refused, with the broker's name", () => {
    const { ingest, came } = border();
    const event = { at: evening, rule: "wildcard", client: "d9", count: 2 };
    ingest(topics.brokerEvent("broker-1"), encodeMessage("brokerEvent", event, "cbor"));
    expect(came).toEqual([["brokerEvent", event, "broker-1"]]);
  });
});

describe("what is not taken", () => {
  it.each([
    ["a message too large", "report", `{"states":[],"x":"${"x".repeat(33_000)}"}`, "tooLarge"],
    ["bytes that are nothing", "report", "\xff\xfe\x00", "notCbor"],
    ["JSON that is none", "report", '{"states":', "notJson"],
    ["a name twice", "report", '{"states":[],"states":[]}', "notJson"],
    [
      "a field out of range",
      "report",
      '{"states":[{"output":0,"level":140,"source":"calendar","settled":true}]}',
      "badField",
    ],
    ["a field that is missing", "hello", '{"protocol":1}', "badField"],
    ["another version", "hello", '{"protocol":2}', "unknownVersion"],
    ["a kind without JSON", "time", '{"t1":5}', "noJsonForm"],
  ] as const)("%s is counted, kept with its reason, and changes nothing", (_, kind, body, code) => {
    const { text, came, rejects } = border();
    text(topics.up("d1", kind), body);
    expect(came).toEqual([]);
    expect(rejects.counts()).toEqual({ [code]: 1 });
    expect(rejects.lastOf("d1")).toMatchObject({ at: evening, topic: topics.up("d1", kind), code });
    expect(rejects.lastOf("d1")?.detail).not.toBe("");
  });

  it.each([
    ["the road down", "den/v1/down/d1/desire"],
    ["a group", "den/v1/group/all/directive"],
    ["another root", "other/v1/up/d1/report"],
    ["no kind of ours", "den/v1/up/d1/rumour"],
    ["too many levels", "den/v1/up/d1/report/x"],
    ["an id that is none", "den/v1/up/D 1/report"],
    ["nothing", ""],
  ])("a topic of %s is foreign", (_, topic) => {
    const { ingest, came, rejects } = border();
    ingest(topic, report);
    expect(came).toEqual([]);
    expect(rejects.counts()).toEqual({ foreignTopic: 1 });
  });

  it("what a stranger says is not even read, and the stranger is remembered until he is known", () => {
    const { ingest, text, came, rejects } = border();
    text(topics.up("d9", "hello"), "not a message at all");
    ingest(topics.up("d9", "report"), report);
    expect(came).toEqual([]);
    expect(rejects.counts()).toEqual({ unknownDevice: 2 });
    expect(rejects.strangers()).toMatchObject([{ device: "d9", last: { topic: topics.up("d9", "report") } }]);
  });

  it("a broker event that cannot be read belongs to no device", () => {
    const { text, rejects, came } = border();
    text(topics.brokerEvent("broker-1"), "{}");
    expect(came).toEqual([]);
    expect(rejects.counts()).toEqual({ noJsonForm: 1 });
  });

  it("only the last reject of a device is kept, and the newest ten thousand devices", () => {
    const rejects = createRejects();
    const add = (device: string, at: number) =>
      rejects.add(device, { at, topic: "t", code: "unknownDevice", detail: "x" });
    for (let n = 0; n < 10_001; n++) add(`d${n}`, n);
    add("d1", 20_000);
    expect(rejects.lastOf("d0")).toBeUndefined();
    expect(rejects.lastOf("d1")?.at).toBe(20_000);
    expect(rejects.strangers()).toHaveLength(10_000);
    expect(rejects.strangers().at(-1)?.device).toBe("d1");
    expect(rejects.counts()).toEqual({ unknownDevice: 10_002 });
  });
});
