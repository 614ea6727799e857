/** Lamps on the bench: one device each, played by hand, in one small area. */
import type { ApiClient } from "./api-client.ts";
import { connectByHand, type HandDevice, type HandDeviceOptions } from "./hand-device.ts";

export interface Bench {
  /** Connects a device with its secret and a session nobody had before. */
  come(id: string, more?: Partial<HandDeviceOptions>): Promise<HandDevice>;
  /** The lamp on a device. */
  lampOf(id: string): string;
  stateOf(id: string): Promise<DeviceState>;
  levelOf(id: string): Promise<number | undefined>;
  refusals(): Promise<Refusals>;
}

export interface DeviceState {
  readonly online: boolean;
  readonly contested: boolean;
  readonly inSync: boolean;
  readonly clockOffset?: number;
  readonly lastReject?: { readonly code: string; readonly detail: string };
}

export interface Refusals {
  /** By the controller, by code. */
  readonly messages: Readonly<Record<string, number>>;
  /** By the broker, by rule. */
  readonly broker: Readonly<Record<string, number>>;
  readonly strangers: readonly { readonly deviceId: string }[];
}

/** Enters the devices and their lamps. @param brokerPort of loopback. */
export async function enterBench(admin: ApiClient, brokerPort: number, ids: readonly string[]): Promise<Bench> {
  const lampOf = (id: string) => `lamp-${id}`;
  const model = {
    id: "m1",
    name: "LED 60 W",
    outputKind: "white",
    curve: "dali",
    nominalPower: 60,
    powerAtMinimumDimLevel: 9,
    minLevel: 10,
  };
  const lamp = { areaId: "a", use: "road", modelId: "m1", lon: 106.65, lat: 10.98, output: 0 };
  const create = (sort: string, thing: object) => ({ do: "create", sort, thing });
  const answer = await admin.post<{ secrets: { deviceId: string; secret: string }[] }>("/inventory/changes", {
    changes: [
      create("area", { id: "a", name: "Bàn thử" }),
      create("lampModel", model),
      ...ids.map((id) => create("device", { id, name: id, profile: "W", outputs: 1 })),
      ...ids.map((id) => create("lamp", { ...lamp, id: lampOf(id), name: `Đèn ${id}`, deviceId: id })),
    ],
  });
  const secrets = new Map(answer.secrets.map(({ deviceId, secret }) => [deviceId, secret]));
  let sessions = 1000;
  return {
    come: (id, more = {}) =>
      connectByHand({
        url: `mqtt://127.0.0.1:${brokerPort}`,
        id,
        secret: secrets.get(id) ?? "",
        session: ++sessions,
        ...more,
      }),
    lampOf,
    stateOf: (id) => admin.get(`/devices/${id}/state`),
    levelOf: async (id) => (await admin.get<{ level?: number }>(`/lamps/${lampOf(id)}/state`)).level,
    refusals: () => admin.get("/fleet/refusals"),
  };
}

/** What such a device reports that holds nothing. */
export function shown(level: number) {
  return {
    states: [{ output: 0, level, source: "fallback" as const, settled: true }],
    holds: { rev: 0, refs: [] },
  };
}

export function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
}
