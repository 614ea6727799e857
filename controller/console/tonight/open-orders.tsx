/** Orders that hold now, those that end first at the top. */
import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useOrderText } from "../jobs/order-text.ts";
import { placeOfSelection } from "../order/place.ts";
import { usePlaceName } from "../order/place-name.ts";
import { type Order, useOpenOrders } from "../overrides/open-orders.ts";
import { Answer } from "../parts/answer.tsx";
import { useFormat } from "../text/use-format.ts";
import { useNow } from "../text/use-now.ts";
import classes from "./tonight.module.css";

/** The rest is on a screen of its own. */
const shownAtMost = 6;

export function OpenOrders() {
  const orders = useOpenOrders();
  return (
    <Answer of={orders}>
      {(all) => {
        const sorted = all.toSorted((a, b) => (a.until ?? Infinity) - (b.until ?? Infinity));
        if (sorted.length === 0)
          return (
            <p className={classes.calm}>
              <Trans>Every lamp follows its plan.</Trans>
            </p>
          );
        const more = sorted.length - shownAtMost;
        return (
          <ul className={classes.list}>
            {sorted.slice(0, shownAtMost).map((order) => (
              <OpenOrder key={order.id} order={order} />
            ))}
            {more > 0 && (
              <li>
                <Link to={"/overrides" as never} className={classes.more}>
                  <Plural value={more} one="and # more" other="and # more" />
                </Link>
              </li>
            )}
          </ul>
        );
      }}
    </Answer>
  );
}

function OpenOrder({ order }: { readonly order: Order }) {
  const { lamps, segments, until, from, why, personName } = order;
  const format = useFormat();
  const now = useNow(10_000);
  const orderText = useOrderText();
  const place = usePlaceName(placeOfSelection(order.selection));
  const isLater = from !== undefined && from > now;
  return (
    <li>
      <span className={classes.lineHead}>
        <b>{orderText(order)}</b>
        <span>
          {isLater ? (
            <Trans>begins {format.time(from)}</Trans>
          ) : until === undefined ? (
            <Trans>until it is lifted</Trans>
          ) : (
            <Trans>
              ends {format.time(until)}, in {format.duration(until - now)}
            </Trans>
          )}
        </span>
      </span>
      <span className={classes.calm}>
        {place !== undefined && `${place} · `}
        {lamps > 0 && <Plural value={lamps} one="# lamp" other="# lamps" />}
        {lamps > 0 && segments.length > 0 && " · "}
        {segments.length > 0 && (
          <Plural value={segments.length} one="keeps # segment open" other="keeps # segments open" />
        )}{" "}
        · {why} · {personName}
      </span>
    </li>
  );
}
