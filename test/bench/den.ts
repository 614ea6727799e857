/** Our controller with its embedded broker, as a user starts them, knowing a town; and what its health tells. */
import { createHash, randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type ApiClient, signIn } from "../support/api-client.ts";
import { type ControllerUnderTest, startController } from "../support/start-controller.ts";
import type { Identity } from "./load/thin-device.ts";
import { townOf } from "./town.ts";

export interface DenFigures {
  readonly devices: number;
  readonly online: number;
  readonly inSync: number;
  readonly telemetryCommitted: number;
  readonly telemetryBacklog: number;
  readonly telemetryUnfolded: number;
}

export interface Den extends AsyncDisposable {
  readonly controller: ControllerUnderTest;
  readonly admin: ApiClient;
  readonly devices: readonly Identity[];
  figures(): Promise<DenFigures>;
  /** Resolves when the figures are as wished. @throws Error after `within` ms. */
  until(isSo: (figures: DenFigures) => boolean, within: number): Promise<void>;
}

/** A service account of our broker that may publish to groups, and hear everything. */
export const publisher = { name: "bench", secret: randomBytes(32).toString("base64url") };

/** ms in which the broker sees a new list of credentials. */
const credentialsSeen = 1_200;

/** @param devices of the town; 0: none, the caller enters things himself. */
export async function startDen(devices: number, env: Readonly<Record<string, string>> = {}): Promise<Den> {
  const controller = await startController({ env });
  const admin = await signIn(controller.url, controller.administrator);
  const account = {
    name: publisher.name,
    secretHash: createHash("sha256").update(publisher.secret).digest("hex"),
    publish: ["den/v1/group/#"],
    subscribe: ["den/v1/#"],
  };
  writeFileSync(join(controller.data, "accounts.json"), JSON.stringify({ version: 1, accounts: [account] }));
  const identities: Identity[] = [];
  if (devices > 0) {
    const { secrets } = await admin.post<{ secrets: { deviceId: string; secret: string }[] }>("/inventory/changes", {
      changes: townOf(devices),
    });
    identities.push(...secrets.map(({ deviceId, secret }) => ({ id: deviceId, secret })));
  }
  await sleep(credentialsSeen);

  async function figures(): Promise<DenFigures> {
    const response = await fetch(`${controller.url}/healthz`);
    return ((await response.json()) as { figures: DenFigures }).figures;
  }
  return {
    controller,
    admin,
    devices: identities,
    figures,
    async until(isSo, within) {
      for (const end = performance.now() + within; ; await sleep(100)) {
        const now = await figures();
        if (isSo(now)) return;
        if (performance.now() > end) throw new Error(`not within ${within} ms: ${JSON.stringify(now)}`);
      }
    },
    [Symbol.asyncDispose]: () => controller[Symbol.asyncDispose](),
  };
}
