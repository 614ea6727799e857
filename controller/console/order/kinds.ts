/** Kinds of orders: what they are called, where the API keeps them, and who may end them. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { z } from "zod";
import type { OrderView } from "../../api/order-schemas.ts";
import type { Power } from "../api-client/me.ts";

export type OrderKind = z.infer<typeof OrderView>["kind"];
export const orderKinds: readonly OrderKind[] = ["override", "emergency", "workLock", "isolate"];

export const kindNames: Readonly<Record<OrderKind, MessageDescriptor>> = {
  override: msg`Override`,
  emergency: msg`Emergency light`,
  workLock: msg`Work lock`,
  isolate: msg`Isolation`,
};

export const collectionOf: Readonly<Record<OrderKind, string>> = {
  override: "overrides",
  emergency: "emergencies",
  workLock: "work-locks",
  isolate: "isolations",
};

export const powerOf: Readonly<Record<OrderKind, Power>> = {
  override: "override",
  emergency: "emergency",
  workLock: "workLock",
  isolate: "isolate",
};

/** Somebody may have hands in it: it ends with the word of who confirmed that it is safe. */
export const protects = (kind: OrderKind): boolean => kind === "workLock" || kind === "isolate";
