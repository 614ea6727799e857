import fc from "fast-check";
import { expect, test } from "vitest";
import { Bounds, deviceBounds } from "../../broker/bounds.ts";
import { FrameCutter, type PacketSink } from "../../broker/frame-cutter.ts";
import type { Rule } from "../../broker/rules.ts";
import { connect, disconnect, packet, pingreq, puback, publish, subscribe } from "./support/packets.ts";

/** Collects what a cutter gives. */
function createSink(endsAcknowledgements = false) {
  const given: Buffer[] = [];
  const rules: Rule[] = [];
  const counts = { packets: 0, publishes: 0, acknowledged: 0, largestRun: 0 };
  const sink: PacketSink & { isStranger: boolean; isReading: boolean } = {
    bounds: deviceBounds(Bounds.parse({})),
    isStranger: true,
    isReading: true,
    connectArrived(bytes) {
      given.push(bytes);
      sink.isStranger = false;
    },
    acknowledged() {
      counts.acknowledged++;
      return endsAcknowledgements;
    },
    packetsArrived(bytes, packets, publishes) {
      given.push(bytes);
      counts.packets += packets;
      counts.publishes += publishes;
      counts.largestRun = Math.max(counts.largestRun, publishes);
    },
    disconnectArrived() {
      sink.isReading = false;
    },
    violated(rule) {
      rules.push(rule);
      sink.isReading = false;
    },
  };
  return { sink, counts, rules, bytes: () => Buffer.concat(given) };
}

const anyPacket = fc.oneof(
  fc.constant(pingreq),
  fc
    .tuple(fc.uint8Array({ maxLength: 600 }), fc.integer({ min: 0, max: 2 }))
    .map(([payload, qos]) => publish("den/v1/up/lamp-1/report", Buffer.from(payload), { qos })),
  fc.constant(subscribe(["den/v1/group/all/directive"])),
  fc.integer({ min: 1, max: 65_535 }).map(puback),
);

test("packets come out whole and unchanged however the bytes were cut", () => {
  fc.assert(
    fc.property(
      fc.array(anyPacket, { maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 40 }),
      (packets, sizes) => {
        const whole = Buffer.concat([connect({ clientId: "lamp-1" }), ...packets]);
        const { sink, counts, rules, bytes } = createSink();
        const cutter = new FrameCutter();
        for (let at = 0, turn = 0; at < whole.length; turn++) {
          const size = sizes[turn % sizes.length]!;
          cutter.push(Buffer.from(whole.subarray(at, at + size)), turn + 1, sink);
          at += size;
        }
        expect(rules).toEqual([]);
        expect(bytes().equals(whole)).toBe(true);
        expect(counts.packets).toBe(packets.length);
        expect(cutter.unfinishedSince).toBe(0);
      },
    ),
  );
});

test("no bytes, however hostile, make it throw or give more than it got", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 10 }), (chunks) => {
      const { sink, bytes } = createSink();
      sink.isStranger = false;
      const cutter = new FrameCutter();
      for (const chunk of chunks) if (sink.isReading) cutter.push(Buffer.from(chunk), 1, sink);
      expect(bytes().length).toBeLessThanOrEqual(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    }),
  );
});

test("a chunk of whole packets is passed on without copying", () => {
  const { sink } = createSink();
  sink.isStranger = false;
  const chunk = Buffer.concat([pingreq, publish("a", "x"), pingreq]);
  let given: Buffer | undefined;
  new FrameCutter().push(chunk, 1, { ...sink, packetsArrived: (bytes) => (given = bytes) });
  expect(given).toBe(chunk);
});

test("one chunk of very many publishes is split, so that it cannot take the whole gate", () => {
  const { sink, counts } = createSink();
  sink.isStranger = false;
  new FrameCutter().push(Buffer.concat(Array.from({ length: 950 }, () => publish("a", "x"))), 1, sink);
  expect(counts).toMatchObject({ packets: 950, publishes: 950, largestRun: 100 });
});

test("acknowledgements that end here are cut out of the run", () => {
  const { sink, counts, bytes } = createSink(true);
  sink.isStranger = false;
  new FrameCutter().push(
    Buffer.concat([puback(1), pingreq, puback(2), puback(3), publish("a", "x"), puback(4)]),
    1,
    sink,
  );
  expect(counts).toMatchObject({ packets: 2, acknowledged: 4 });
  expect(bytes()).toEqual(Buffer.concat([pingreq, publish("a", "x")]));
});

test("an unfinished packet is dated from its own first byte", () => {
  const { sink } = createSink();
  sink.isStranger = false;
  const cutter = new FrameCutter();
  const bytes = publish("a", "xyz");
  cutter.push(bytes.subarray(0, 1), 10, sink);
  expect(cutter.unfinishedSince).toBe(10);
  cutter.push(bytes.subarray(1, 4), 20, sink);
  expect(cutter.unfinishedSince).toBe(10);
  cutter.push(Buffer.concat([bytes.subarray(4), bytes.subarray(0, 3)]), 30, sink);
  expect(cutter.unfinishedSince).toBe(30);
});

test("the bytes after DISCONNECT and after a violation are not looked at", () => {
  const first = createSink();
  first.sink.isStranger = false;
  new FrameCutter().push(Buffer.concat([disconnect, packet(0xf0)]), 1, first.sink);
  expect(first.rules).toEqual([]);
  const second = createSink();
  second.sink.isStranger = false;
  new FrameCutter().push(Buffer.concat([packet(0xf0), packet(0xc1)]), 1, second.sink);
  expect(second.rules).toEqual(["frame.type"]);
});
