/** Why an order takes two people, in the words of who asks and who gives. */
import { Plural } from "@lingui/react/macro";
import type { OrderEffects } from "./use-order.ts";

export function TwoPeople({ reasons }: Pick<OrderEffects, "reasons">) {
  return reasons.map((reason, n) => (
    <span key={reason.code} data-reason={reason.code}>
      {n > 0 && " · "}
      {reason.code === "cabinetsDark" ? (
        <Plural
          value={reason.cabinets}
          one="leaves # cabinet without any light"
          other="leaves # cabinets without any light"
        />
      ) : (
        <Plural
          value={reason.lamps}
          one="# lamp may go below its road’s floor"
          other="# lamps may go below their road’s floor"
        />
      )}
    </span>
  ));
}
