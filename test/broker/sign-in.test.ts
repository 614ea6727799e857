import { describe, expect, test } from "vitest";
import type { ConnectRequest } from "../../broker/connect-packet.ts";
import { parseCredentials, parseOperatorAccounts } from "../../broker/credentials.ts";
import { createSignIn } from "../../broker/sign-in.ts";
import { operatorPeople, people, secretHash } from "./support/start-broker.ts";

const credentials = parseCredentials(
  JSON.stringify({ ...people, devices: { ...people.devices, "lamp-3": [secretHash("old"), secretHash("new")] } }),
);
const operatorAccounts = parseOperatorAccounts(JSON.stringify(operatorPeople));
const signIn = createSignIn({ credentials: () => credentials, operatorAccounts: () => operatorAccounts });

function from(clientId: string, userName?: string, secret?: string, cleanSession = true): ConnectRequest {
  return {
    clientId,
    userName,
    password: secret === undefined ? undefined : Buffer.from(secret),
    cleanSession,
    will: undefined,
  };
}

describe("who gets in", () => {
  test.each([
    ["a device with its secret", from("lamp-1", "lamp-1", "lamp-1-secret"), { kind: "device", id: "lamp-1" }],
    ["a device with its present secret", from("lamp-3", "lamp-3", "old"), { kind: "device", id: "lamp-3" }],
    ["a device with its next secret", from("lamp-3", "lamp-3", "new"), { kind: "device", id: "lamp-3" }],
    [
      "the controller",
      from("c-1", "den-controller", "den-controller-secret"),
      { kind: "controller", name: "den-controller" },
    ],
    [
      "an operator's account without client identifier",
      from("", "suite", "suite-secret"),
      { kind: "account", name: "suite" },
    ],
    [
      "an operator's account with a kept session",
      from("s", "suite", "suite-secret", false),
      { kind: "account", name: "suite" },
    ],
  ])("%s", (_name, request, identity) => {
    expect(signIn.check(request)).toMatchObject({ ok: true, identity });
  });
});

describe("who does not", () => {
  test.each([
    ["a device with a wrong secret", from("lamp-1", "lamp-1", "x"), "signIn.failed", 4],
    ["a device with another's secret", from("lamp-1", "lamp-1", "lamp-2-secret"), "signIn.failed", 4],
    ["a device without a secret", from("lamp-1", "lamp-1"), "signIn.failed", 4],
    ["an unknown device", from("lamp-9", "lamp-9", "lamp-9-secret"), "signIn.failed", 4],
    ["a name of the language", from("x", "__proto__", "x"), "signIn.failed", 4],
    ["a device under another client identifier", from("lamp-2", "lamp-1", "lamp-1-secret"), "signIn.clientId", 2],
    ["a device without client identifier", from("", "lamp-1", "lamp-1-secret"), "signIn.clientId", 2],
    ["a device that wants a kept session", from("lamp-1", "lamp-1", "lamp-1-secret", false), "access.session", 5],
    ["an account under a device's client identifier", from("lamp-1", "suite", "suite-secret"), "signIn.clientId", 2],
    ["an account with a wrong secret", from("x", "suite", "x"), "signIn.failed", 4],
    ["nobody in particular", from("x"), "signIn.anonymous", 5],
  ])("%s", (_name, request, rule, answer) => {
    expect(signIn.check(request)).toEqual({ ok: false, rule, answer });
  });

  test("anybody while there are no credentials", () => {
    const closed = createSignIn({ credentials: () => undefined, operatorAccounts: () => operatorAccounts });
    for (const request of [from("lamp-1", "lamp-1", "lamp-1-secret"), from("", "suite", "suite-secret"), from("")]) {
      expect(closed.check(request)).toEqual({ ok: false, rule: "signIn.unavailable", answer: 3 });
    }
  });
});

test("anonymous access is there only where the operator's file says so, and with its patterns", () => {
  const open = createSignIn({
    credentials: () => credentials,
    operatorAccounts: () =>
      parseOperatorAccounts(JSON.stringify({ version: 1, anonymous: { publish: ["a"], subscribe: ["b"] } })),
  });
  expect(open.check(from(""))).toMatchObject({
    ok: true,
    identity: { name: "anonymous", publish: ["a"], subscribe: ["b"], retain: [] },
  });
  expect(open.check(from("lamp-1"))).toMatchObject({ ok: false, rule: "signIn.clientId" });
});

describe("who may stay after the files changed", () => {
  const entered = (request: ConnectRequest) => {
    const result = signIn.check(request);
    if (!result.ok) throw new Error(result.rule);
    return result;
  };
  const lamp = entered(from("lamp-1", "lamp-1", "lamp-1-secret"));
  const suite = entered(from("s", "suite", "suite-secret"));
  const later = (file: object | undefined, operators: object | undefined = operatorPeople) =>
    createSignIn({
      credentials: () => file && parseCredentials(JSON.stringify(file)),
      operatorAccounts: () => operators && parseOperatorAccounts(JSON.stringify(operators)),
    });

  test.each([
    ["a device whose secret is unchanged", later(people), lamp, true],
    [
      "a device whose secret became the old of two",
      later({ ...people, devices: { "lamp-1": [secretHash("n"), secretHash("lamp-1-secret")] } }),
      lamp,
      true,
    ],
    ["a device whose secret was replaced", later({ ...people, devices: { "lamp-1": [secretHash("n")] } }), lamp, false],
    ["a device that is no longer listed", later({ ...people, devices: {} }), lamp, false],
    ["a device while the file is damaged", later(undefined), lamp, true],
    ["an account that is unchanged", later(people), suite, true],
    [
      "an account with other patterns",
      later(people, { version: 1, accounts: [{ ...operatorPeople.accounts[0], publish: ["a"] }] }),
      suite,
      false,
    ],
    ["an account that is gone", later(people, { version: 1 }), suite, false],
    ["an account while its file is damaged", later(people, undefined), suite, true],
  ])("%s: %#", (_name, now, who, expected) => {
    expect(now.stillHolds(who.identity, who.proof)).toBe(expected);
  });
});
