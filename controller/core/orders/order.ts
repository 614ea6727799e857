/** An order: one wish of a person about light, resolved to lamps when it was given. */
import type { Directive, Target } from "#protocol/wire/directive.ts";
import type { DirectiveKind } from "#protocol/wire/vocabulary.ts";
import type { Selection } from "../inventory/select.ts";
import type { Signature } from "../plans/approval.ts";
import type { RoadsLeft } from "./road-light.ts";

export const orderKinds = ["override", "workLock", "isolate", "emergency"] as const;
export type OrderKind = (typeof orderKinds)[number];

/** Kind and precedence row on the wire. Lower wins. */
export const directiveOfOrder = {
  isolate: { kind: "isolate", priority: 1 },
  workLock: { kind: "lock", priority: 2 },
  emergency: { kind: "emergency", priority: 3 },
  override: { kind: "override", priority: 4 },
} as const satisfies Record<OrderKind, { kind: DirectiveKind; priority: number }>;

/** A relay output of a cabinet. */
export interface SegmentName {
  readonly cabinetId: string;
  readonly output: number;
}

/** @returns one text per segment, for tables of them. */
export const segmentKey = ({ cabinetId, output }: SegmentName) => `${cabinetId}/${output}`;

export interface Order {
  readonly id: string;
  readonly kind: OrderKind;
  /** Name on the wire; the directive of the lamps. */
  readonly ref: number;
  /** Name on the wire of the directive that closes segments for these lamps; absent where none is needed. */
  readonly companionRef?: number;
  /** What the lamps should show; absent: a lock that holds, or an isolation. */
  readonly target?: Target;
  /** Lamps may go below their road's floor; overrides alone. */
  readonly darken?: true;
  /** Seconds over which lamps move to the target. */
  readonly ramp?: number;
  /** EpochMs, whole seconds, strictly growing from order to order: the later of two equals wins. */
  readonly issuedAt: number;
  readonly from?: number;
  /** Absent for locks and isolations, which only a person ends. */
  readonly until?: number;
  readonly personId: string;
  readonly personName: string;
  /** Who asked for it, where it took two people: `personId` gave it. */
  readonly requested?: Signature;
  /** What it leaves of its roads, as it was told when it was given: of orders that may pass a floor, or took two people. */
  readonly roads?: RoadsLeft;
  readonly why: string;
  readonly documentNumber?: string;
  /** As pointed at; absent where only segments were named. */
  readonly selection?: Selection;
  /** Lamps concerned, resolved once. Who joins later does not inherit it. */
  readonly lampIds: readonly string[];
  /** Segments ordered open: locked, isolated, or dark as a whole because lamps on them have no electronics. Each once. */
  readonly segments: readonly SegmentName[];
  /** Segments that close because a lamp on them wants light. */
  readonly companions: readonly SegmentName[];
  readonly ended?: {
    readonly at: number;
    readonly personId: string;
    readonly personName: string;
    readonly why?: string;
  };
}

/** @returns whether the order still decides light at `now`, or will. */
export function isOpen(order: Order, now: number): boolean {
  return order.ended === undefined && (order.until === undefined || order.until > now);
}

/** The directive its lamps hold, without outputs: a group publish as it stands. */
export function lampDirective(order: Order): Directive {
  const { kind, priority } = directiveOfOrder[order.kind];
  const common = {
    ref: order.ref,
    priority,
    issuedAt: order.issuedAt,
    ...(order.from === undefined ? {} : { from: order.from }),
  };
  const ramp = order.ramp === undefined ? {} : { ramp: order.ramp };
  switch (kind) {
    case "isolate":
      return { kind, ...common };
    case "lock":
      return { kind, ...common, ...(order.target === undefined ? { hold: true as const } : { target: order.target }) };
    case "emergency":
      return { kind, ...common, until: order.until!, target: order.target!, ...ramp };
    case "override":
      return {
        kind,
        ...common,
        until: order.until!,
        target: order.target!,
        ...ramp,
        ...(order.darken === undefined ? {} : { darken: order.darken }),
      };
    default:
      return kind satisfies never;
  }
}

/** The directive of segments that the order keeps open. */
export function segmentDirective(order: Order): Directive {
  const directive = lampDirective(order);
  switch (directive.kind) {
    case "lock": {
      const { hold: _, ...rest } = directive;
      // closed only while its holder tries: nothing else closes under hands
      return { ...rest, target: { closed: order.target !== undefined && givesLight(order.target) } };
    }
    case "override":
    case "emergency": {
      const { ramp: _, ...rest } = directive;
      return { ...rest, target: { closed: false } };
    }
    default:
      return directive;
  }
}

/** The directive that closes the segments feeding the order's lamps, from and until the same instants. */
export function companionDirective(order: Order): Directive {
  const directive = lampDirective(order);
  if (directive.kind !== "override" && directive.kind !== "emergency") {
    throw new RangeError(`an order of kind ${order.kind} closes no segment`);
  }
  const { ramp: _, ...rest } = directive;
  return { ...rest, ref: order.companionRef!, target: { closed: true } };
}

/**
 * Ends the order; its ref stays barred for as long as a late double could bring it back.
 * @param ref of this directive
 * @param barredFor ms, of orders without an end of their own
 */
export function endDirective({ ref: ends, until, ended }: Order, ref: number, barredFor: number): Directive {
  const issuedAt = Math.floor(ended!.at / 1000) * 1000;
  return { kind: "end", ref, priority: 0, issuedAt, until: until ?? issuedAt + barredFor, ends };
}

/** @returns whether the target gives light. */
export function givesLight(target: Target): boolean {
  if ("level" in target) return target.level > 0;
  if ("closed" in target) return target.closed;
  return target.rgbw16.some((flux) => flux > 0);
}
