/** Orders one person may not give alone: for which reasons, and how that is refused. */
import { levelOf } from "#protocol/behavior/light.ts";
import { ControllerError } from "../../errors.ts";
import type { Order } from "./order.ts";

export const twoPeopleReasons = ["belowFloor", "cabinetsDark"] as const;

export type TwoPeopleReason =
  /** It may take more lamps than `above` below their road's floor. */
  | { readonly code: "belowFloor"; readonly lamps: number; readonly above: number }
  /** It leaves more than one cabinet without any light on its roads. */
  | { readonly code: "cabinetsDark"; readonly cabinets: number };

/** Cabinets one person may leave dark. */
const darkAlone = 1;

/** @returns whether it can leave a cabinet dark at all. What protects people waits for nobody: locks, isolations, emergencies. */
export function canDarken({ kind, target }: Pick<Order, "kind" | "target">): boolean {
  return kind === "override" && target !== undefined && levelOf(target) === 0;
}

/**
 * @param above lamps above which passing a road's floor takes two people.
 * @param cabinets that it leaves dark.
 */
export function reasonsForTwo(
  { darken, lampIds }: Pick<Order, "darken" | "lampIds">,
  above: number,
  cabinets: number,
): TwoPeopleReason[] {
  const lamps = lampIds.length;
  return [
    ...(cabinets > darkAlone ? [{ code: "cabinetsDark" as const, cabinets }] : []),
    ...(darken === true && lamps > above ? [{ code: "belowFloor" as const, lamps, above }] : []),
  ];
}

/**
 * @throws ControllerError `plans/dark-cabinets`, `plans/second-person` where there is a reason for two people and who
 * gives the order is the only one who wants it.
 */
export function refuseAlone(
  { requested, personId, personName: person }: Pick<Order, "requested" | "personId" | "personName">,
  reasons: readonly TwoPeopleReason[],
): void {
  const [first] = reasons;
  if (first === undefined || (requested !== undefined && requested.personId !== personId)) return;
  throw new ControllerError(
    first.code === "cabinetsDark" ? "plans/dark-cabinets" : "plans/second-person",
    `${reasons.map(sentenceOf).join(" ")} Somebody asks for it and somebody else than ${person} gives it.`,
    { params: Object.assign({ person, reasons: reasons.map(({ code }) => code) }, ...reasons.map(figuresOf)) },
  );
}

const figuresOf = ({ code: _, ...figures }: TwoPeopleReason) => figures;

function sentenceOf(reason: TwoPeopleReason): string {
  switch (reason.code) {
    case "belowFloor":
      return `It takes ${reason.lamps} lamps below their road's floor; one person may do that for ${reason.above}.`;
    case "cabinetsDark":
      return `It leaves ${reason.cabinets} cabinets without any light; one person may do that to one.`;
    default:
      return reason satisfies never;
  }
}
