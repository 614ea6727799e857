/** What happens when somebody is refused: it is counted, told, and who goes on is closed. */
import { type AccessRules, decideAccess, type Request } from "./access.ts";
import type { AedesDecisions } from "./aedes/create-aedes.ts";
import type { Clock } from "./clock.ts";
import type { Connection } from "./connection.ts";
import type { Counters } from "./counters.ts";
import type { Offenders } from "./offenders.ts";
import type { Rule } from "./rules.ts";
import type { SecurityEvents } from "./security-events.ts";
import type { SignIn } from "./sign-in.ts";

export interface GuardDuty extends AedesDecisions {
  refused(connection: Connection, rule: Rule, topic?: string): void;
  /** A socket was closed before it became a connection. */
  turnedAway(rule: Rule, address: string): void;
  /** A timer ran out: the connection is closed. */
  expired(connection: Connection, rule: Rule): void;
  /** Closes everybody whose credential is no longer what it was. */
  closeRevoked(connections: Iterable<Connection>, signIn: SignIn): void;
}

export interface GuardDutyParts {
  access: AccessRules;
  counters: Counters;
  clock: Clock;
  events: SecurityEvents;
  offenders: Offenders;
  log: { debug(details: object, text: string): void };
}

/** Rules a sound client never meets: they count against it. Being slow, fast or silent does not. */
const offences = /^(frame|connect|publish|subscribe|access)\./;

export function createGuardDuty({ access, counters, clock, events, offenders, log }: GuardDutyParts): GuardDuty {
  function note(rule: Rule, client: string, address: string, topic?: string): void {
    counters.refused[rule]++;
    events.add({ at: clock.now(), rule, client, address, ...(topic === undefined ? {} : { topic }) });
    log.debug({ rule, client, address, topic }, "refused");
  }

  function refused(connection: Connection, rule: Rule, topic?: string): void {
    const { clientId, address, identity } = connection;
    note(rule, clientId, address, topic);
    // By id, and only devices: a fault of theirs repeats for ever, an operator's account is under somebody's hand.
    if (identity?.kind !== "device" || !offences.test(rule)) return;
    if (!offenders.note(identity.id, clock.ticks())) return;
    note("offender.closed", clientId, address);
    connection.drop();
  }

  function isAllowed(connection: Connection, request: Request): boolean {
    if (!connection.identity) return false;
    const rule = decideAccess(connection.identity, request, access);
    if (rule) refused(connection, rule, request.do === "subscribe" ? request.filter : request.topic);
    return rule === undefined;
  }

  return {
    refused,
    turnedAway: (rule, address) => note(rule, "", address),
    expired(connection, rule) {
      refused(connection, rule);
      connection.drop();
    },
    closeRevoked(connections, signIn) {
      for (const connection of connections) {
        const { identity, proof } = connection;
        if (!identity || signIn.stillHolds(identity, proof)) continue;
        refused(connection, "signIn.revoked");
        connection.drop();
      }
    },
    mayPublish: (connection, topic, retain) => isAllowed(connection, { do: "publish", topic, retain }),
    maySubscribe: (connection, filter, held) => isAllowed(connection, { do: "subscribe", filter, held }),
    retainedFull: ({ topic }) => note("retained.full", "", "", topic),
    sessionQueueFull: (clientId, { topic }) => note("session.queue", clientId, "", topic),
  };
}
