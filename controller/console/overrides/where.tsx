/** Where an order is: the place it was given for, its first lamp and how many more, or the cabinet whose segments it keeps open. */
import { Plural, Trans } from "@lingui/react/macro";
import { type Place, placeOfSelection } from "../order/place.ts";
import { usePlaceName } from "../order/place-name.ts";
import type { Order } from "./open-orders.ts";

/** @returns the one place that stands for the order: on the map it is looked for there. */
export function placeOfOrder({ selection, segments }: Pick<Order, "selection" | "segments">): Place | undefined {
  const place = placeOfSelection(selection);
  if (place !== undefined) return place;
  if (selection !== undefined && "lampIds" in selection) return { sort: "lamp", id: selection.lampIds[0]! };
  const [segment] = segments;
  return segment && { sort: "cabinet", id: segment.cabinetId };
}

export function Where({ order }: { readonly order: Order }) {
  const name = usePlaceName(placeOfOrder(order));
  const { lamps, selection, segments } = order;
  const more = selection !== undefined && "lampIds" in selection ? lamps - 1 : 0;
  const outputs = [...new Set(segments.map(({ output }) => output + 1))].sort((a, b) => a - b).join(", ");
  const isOneCabinet = new Set(segments.map(({ cabinetId }) => cabinetId)).size === 1;
  return (
    <>
      {name}
      {more > 0 && (
        <>
          {" "}
          <Plural value={more} one="and # more lamp" other="and # more lamps" />
        </>
      )}
      {more === 0 && lamps > 0 && (
        <>
          {name !== undefined && " · "}
          <Plural value={lamps} one="# lamp" other="# lamps" />
        </>
      )}
      {segments.length > 0 && (
        <>
          {" · "}
          {isOneCabinet ? (
            <Trans>keeps segment {outputs} open</Trans>
          ) : (
            <Plural value={segments.length} one="keeps # segment open" other="keeps # segments open" />
          )}
        </>
      )}
    </>
  );
}
