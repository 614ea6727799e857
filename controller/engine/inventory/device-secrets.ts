/** Secrets of devices: how one is drawn, what is kept of it, and who may sign in with which. */
import { createHash } from "node:crypto";
import type { BrokerCredentials, DeviceSecret } from "../../core/inventory/ports.ts";
import type { Steps } from "../../core/steps.ts";
import { ControllerError } from "../../errors.ts";

/** The text itself is shown once; a device sends it as its MQTT password. */
export interface ShownSecret {
  readonly deviceId: string;
  readonly secret: string;
}

export type CredentialState = "none" | "active" | "rotating";

/** Draws 32 bytes nobody can guess. */
export type SecretSource = () => Uint8Array;

/** SHA-256 of the text, lower-case hexadecimal: full entropy needs no slow hash, and ten thousand sign-ins stay cheap. */
export function hashOfSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Some tenths of a millisecond. */
const drawnPerStep = 100;

export interface SecretBook {
  /** New secrets for these devices, in small steps; nothing is kept before `accept`. */
  draw(deviceIds: readonly string[]): Steps<{ shown: ShownSecret[]; kept: DeviceSecret[] }>;
  /** The present secret goes on working beside a new one. A revoked device is let in again. */
  drawNext(deviceId: string): { shown: ShownSecret; kept: DeviceSecret };
  /** Ends the overlap. @throws ControllerError `inventory/invalid` when none is under way. */
  keepOne(deviceId: string, which: "new" | "old"): DeviceSecret;
  stateOf(deviceId: string): CredentialState;
  /** What the store has taken. @param retired devices whose secrets went with them. */
  accept(secrets: readonly DeviceSecret[], retired: readonly string[]): void;
  /** Tells the broker; a failure is repeated by the adapter. */
  publish(): Promise<void>;
}

export function createSecretBook(
  stored: readonly DeviceSecret[],
  draw: SecretSource,
  broker: BrokerCredentials,
): SecretBook {
  const hashes = new Map(stored.map(({ deviceId, hashes }) => [deviceId, hashes]));

  const drawOne = (deviceId: string) => {
    const secret = Buffer.from(draw()).toString("base64url");
    return { shown: { deviceId, secret }, hash: hashOfSecret(secret) };
  };

  return {
    *draw(deviceIds) {
      const shown: ShownSecret[] = [];
      const kept: DeviceSecret[] = [];
      for (const [n, deviceId] of deviceIds.entries()) {
        if (n % drawnPerStep === 0) yield;
        const drawn = drawOne(deviceId);
        shown.push(drawn.shown);
        kept.push({ deviceId, hashes: [drawn.hash] });
      }
      return { shown, kept };
    },
    drawNext(deviceId) {
      const present = hashes.get(deviceId) ?? [];
      if (present.length > 1) {
        throw new ControllerError(
          "inventory/invalid",
          `A new secret of device ${deviceId} was drawn already. Say first which one it has: keep the new or the old one.`,
          { params: { sort: "device", id: deviceId } },
        );
      }
      const { shown, hash } = drawOne(deviceId);
      return { shown, kept: { deviceId, hashes: [...present, hash] } };
    },
    keepOne(deviceId, which) {
      const [old, fresh] = hashes.get(deviceId) ?? [];
      if (old === undefined || fresh === undefined) {
        throw new ControllerError("inventory/invalid", `No new secret of device ${deviceId} is waiting.`, {
          params: { sort: "device", id: deviceId },
        });
      }
      return { deviceId, hashes: [which === "new" ? fresh : old] };
    },
    stateOf(deviceId) {
      const count = hashes.get(deviceId)?.length ?? 0;
      return count === 0 ? "none" : count === 1 ? "active" : "rotating";
    },
    accept(secrets, retired) {
      for (const deviceId of retired) hashes.delete(deviceId);
      for (const { deviceId, hashes: taken } of secrets) {
        if (taken.length === 0) hashes.delete(deviceId);
        else hashes.set(deviceId, taken);
      }
    },
    publish: () => broker.publish(new Map(hashes)),
  };
}
