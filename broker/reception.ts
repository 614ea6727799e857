/** Receives a CONNECT and decides, before Aedes knows of the connection, whether it may come in [MQTT-3.1.4-1]. */
import { type AccessRules, decideAccess, type Identity } from "./access.ts";
import type { Bounds, RoleBounds } from "./bounds.ts";
import { type ConnectRequest, parseConnect, type ReturnCode, returnCode } from "./connect-packet.ts";
import type { Connection } from "./connection.ts";
import type { Offenders } from "./offenders.ts";
import type { Registry } from "./registry.ts";
import type { Rule } from "./rules.ts";
import type { SignIn } from "./sign-in.ts";

export interface ReceptionParts {
  bounds: Bounds;
  roleBounds: Record<Identity["kind"], RoleBounds>;
  access: AccessRules;
  signIn: SignIn;
  registry: Registry;
  /** Devices refused too often, by id. */
  offenders: Offenders;
  /** Failed sign-ins, by address. */
  failures: Offenders;
  ticks(): number;
  refused(connection: Connection, rule: Rule, topic?: string): void;
  /** Gives the connection to Aedes. */
  open(connection: Connection): void;
}

type Verdict =
  | { ok: true; connect: ConnectRequest; identity: Identity; proof: number }
  | { ok: false; rule: Rule; answer?: ReturnCode; topic?: string };

export function createReception(parts: ReceptionParts): (connection: Connection, packet: Buffer, body: number) => void {
  const { bounds, registry, refused } = parts;

  function judge(connection: Connection, packet: Buffer, body: number): Verdict {
    const parsed = parseConnect(packet, body, packet.length, bounds);
    if (!parsed.ok) return parsed;
    const { connect } = parsed;
    connection.clientId = connect.clientId;
    const signedIn = parts.signIn.check(connect);
    if (!signedIn.ok) return signedIn;
    const { identity, proof } = signedIn;
    if (identity.kind === "device" && parts.offenders.isBlocked(identity.id, parts.ticks())) {
      return { ok: false, rule: "signIn.blocked", answer: returnCode.unavailable };
    }
    // A second connection of the same client replaces the first [MQTT-3.1.4-2]; that of somebody else must not.
    const present = registry.named(connect.clientId)?.identity;
    if (connect.clientId !== "" && present && personOf(present) !== personOf(identity)) {
      return { ok: false, rule: "signIn.clientId", answer: returnCode.clientId };
    }
    const { will } = connect;
    const willRule = will && decideAccess(identity, { do: "will", ...will }, parts.access);
    if (willRule) return { ok: false, rule: "access.will", answer: returnCode.notAuthorized, topic: will.topic };
    return { ok: true, connect, identity, proof };
  }

  /** Too many failures from one address are answered late. Never a valid sign-in: one address can hide many lamps. */
  function answerDelay(connection: Connection, rule: Rule): number {
    if (rule !== "signIn.failed" && rule !== "signIn.anonymous") return 0;
    const now = parts.ticks();
    parts.failures.note(connection.address, now);
    return parts.failures.isBlocked(connection.address, now) ? bounds.failedSignInDelayMs : 0;
  }

  function turnAway(
    connection: Connection,
    { rule, answer, topic }: { rule: Rule; answer?: ReturnCode; topic?: string },
  ) {
    refused(connection, rule, topic);
    const delay = answerDelay(connection, rule);
    connection.leave(delay);
    const close = () => (answer === undefined ? connection.drop() : connection.refuse(answer));
    if (delay === 0) close();
    else setTimeout(close, delay).unref();
  }

  return (connection, packet, body) => {
    const verdict = judge(connection, packet, body);
    if (!verdict.ok) return turnAway(connection, verdict);
    connection.accept(verdict.identity, verdict.proof, parts.roleBounds[verdict.identity.kind], packet);
    if (connection.clientId !== "") registry.name(connection);
    parts.open(connection);
  };
}

function personOf(identity: Identity): string {
  return identity.kind === "device" ? `device ${identity.id}` : `${identity.kind} ${identity.name}`;
}
