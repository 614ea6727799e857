import { describe, expect, test } from "vitest";
import { createPublishGate, type GateUser } from "../../../broker/aedes/publish-gate.ts";
import { publish, subscribe } from "../support/packets.ts";
import { eventually, pause, startBroker } from "../support/start-broker.ts";

function user(wanted: number, entered: () => void = () => {}): GateUser {
  return { wanted, enter: entered };
}

describe("the gate", () => {
  test("lets in as many as it has places and makes the rest wait in order", () => {
    const gate = createPublishGate(3);
    const order: string[] = [];
    expect(gate.tryEnter(user(2))).toBe(true);
    expect(gate.tryEnter(user(2, () => order.push("a")))).toBe(false);
    expect(gate.tryEnter(user(1, () => order.push("b")))).toBe(false); // there is room, but a was first
    expect([gate.inRouting(), gate.waiting()]).toEqual([2, 2]);
    gate.leave(2);
    expect(order).toEqual(["a", "b"]);
    expect([gate.inRouting(), gate.waiting()]).toEqual([3, 0]);
  });

  test("forgets who leaves the line", () => {
    const gate = createPublishGate(1);
    const gone = user(1, () => expect.unreachable());
    gate.tryEnter(user(1));
    gate.tryEnter(gone);
    gate.forget(gone);
    gate.leave(1);
    expect(gate.inRouting()).toBe(0);
  });

  test("serves a line of ten thousand whose turns end at once without growing the stack", () => {
    const gate = createPublishGate(1);
    gate.tryEnter(user(1));
    let served = 0;
    for (let index = 0; index < 10_000; index++) {
      gate.tryEnter(
        user(1, () => {
          served++;
          gate.leave(1);
        }),
      );
    }
    gate.leave(1);
    expect(served).toBe(10_000);
    expect(gate.inRouting()).toBe(0);
  });

  test("who comes again goes to the end of the line", () => {
    const gate = createPublishGate(1);
    const order: string[] = [];
    const greedy: GateUser = { wanted: 1, enter: () => order.push("greedy") };
    gate.tryEnter(greedy);
    gate.tryEnter(user(1, () => order.push("other")));
    gate.tryEnter(greedy);
    gate.leave(1);
    gate.leave(1);
    expect(order).toEqual(["other", "greedy"]);
  });
});

test("a flood of one lamp does not keep another's message from a slow controller", async () => {
  await using broker = await startBroker({
    bounds: {
      publishesInRouting: 100,
      serviceCongestedBytes: 65_536,
      deviceMessageBurst: 1_000_000,
      deviceByteBurst: 1_000_000_000,
    },
  });
  const controller = await broker.member("den-controller");
  controller.send(subscribe(["den/v1/up/+/report"], { qos: 0 }));
  await controller.nextOf(9);
  controller.socket.pause();
  const flooding = await broker.member("lamp-1");
  const flood = 7500; // 30 MB, several times what the sockets of this system hold
  const one = publish("den/v1/up/lamp-1/report", Buffer.alloc(4000));
  for (let count = 0; count < flood; count++) flooding.send(one);
  await eventually(() => broker.broker.levels().publishesInRouting > 0, "the controller is behind");
  await pause(100);
  const quiet = await broker.member("lamp-2");
  quiet.send(publish("den/v1/up/lamp-2/report", "quiet"));
  await pause(50);
  controller.socket.resume();
  let before = 0;
  while (!(await controller.nextOf(3)).body.includes("lamp-2")) before++;
  expect(flood - before).toBeGreaterThan(1000);
  for (let count = before; count < flood; count++) await controller.nextOf(3);
  await eventually(() => broker.broker.levels().publishesInRouting === 0, "every place is given back");
});
