/** Decides who a CONNECT comes from, without waiting for anything, and whether a connection may stay after credentials changed. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { Identity } from "./access.ts";
import { type ConnectRequest, type ReturnCode, returnCode } from "./connect-packet.ts";
import type { Credentials, OperatorAccounts } from "./credentials.ts";
import type { Rule } from "./rules.ts";

/** `proof` names the secret that was used, so that withdrawing it closes the connection: 48 bits of its hash, 0 for anonymous. */
export type SignInResult =
  | { ok: true; identity: Identity; proof: number }
  | { ok: false; rule: Rule; answer: ReturnCode };

export interface SignInSources {
  /** undefined while the file is missing, empty or damaged. */
  credentials(): Credentials | undefined;
  operatorAccounts(): OperatorAccounts | undefined;
}

export interface SignIn {
  check(connect: ConnectRequest): SignInResult;
  /** Whether somebody who signed in with `proof` is still who the files say. */
  stillHolds(identity: Identity, proof: number): boolean;
}

export function createSignIn({ credentials, operatorAccounts }: SignInSources): SignIn {
  const accountNamed = (name: string) => credentials()?.account(name) ?? operatorAccounts()?.account(name);

  function check(connect: ConnectRequest): SignInResult {
    const known = credentials();
    // Without the list nobody can be told from anybody, and a lamp shall come back later: [MQTT 3.2.2.3] code 3.
    if (!known) return refuse("signIn.unavailable", returnCode.unavailable);
    const { userName, password, clientId } = connect;
    if (userName === undefined) return checkAnonymous(known, clientId);
    const hash = createHash("sha256")
      .update(password ?? "")
      .digest();
    const isDevice = known.deviceAccepts(userName, hash);
    if (isDevice) {
      if (clientId !== userName) return refuse("signIn.clientId", returnCode.clientId);
      if (!connect.cleanSession) return refuse("access.session", returnCode.notAuthorized);
      return { ok: true, identity: { kind: "device", id: userName }, proof: proofOf(hash) };
    }
    const account = known.hasDevice(userName) ? undefined : accountNamed(userName);
    if (!account || !timingSafeEqual(hash, account.hash)) return refuse("signIn.failed", returnCode.badCredentials);
    if (known.hasDevice(clientId)) return refuse("signIn.clientId", returnCode.clientId);
    return { ok: true, identity: account.identity, proof: proofOf(hash) };
  }

  function checkAnonymous(known: Credentials, clientId: string): SignInResult {
    const identity = operatorAccounts()?.anonymous;
    if (!identity) return refuse("signIn.anonymous", returnCode.notAuthorized);
    if (known.hasDevice(clientId)) return refuse("signIn.clientId", returnCode.clientId);
    return { ok: true, identity, proof: 0 };
  }

  function stillHolds(identity: Identity, proof: number): boolean {
    const known = credentials();
    switch (identity.kind) {
      case "device":
        // A damaged file says nothing about anybody: who is in stays in, nobody new comes.
        return known === undefined || known.deviceProofs(identity.id).includes(proof);
      case "controller":
        return known === undefined || holdsAccount(identity, proof);
      case "account":
        return operatorAccounts() === undefined || holdsAccount(identity, proof);
      default:
        return identity satisfies never;
    }
  }

  /** The same secret and the same rights: with other patterns it has to sign in again and be judged by them. */
  function holdsAccount(identity: Exclude<Identity, { kind: "device" }>, proof: number): boolean {
    const now = proof === 0 ? operatorAccounts()?.anonymous : accountNamed(identity.name)?.identity;
    const sameProof = proof === 0 || proofOf(accountNamed(identity.name)?.hash ?? Buffer.alloc(6)) === proof;
    return sameProof && JSON.stringify(now) === JSON.stringify(identity);
  }

  return { check, stillHolds };
}

function proofOf(hash: Buffer): number {
  return hash.readUIntBE(0, 6);
}

function refuse(rule: Rule, answer: ReturnCode): SignInResult {
  return { ok: false, rule, answer };
}
