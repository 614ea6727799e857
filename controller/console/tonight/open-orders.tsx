/** Orders that hold now, those that end first at the top. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { kindNames } from "../order/kinds.ts";
import { type Order, openOrdersQuery } from "../overrides/open-orders.ts";
import { Answer } from "../parts/answer.tsx";
import { useFormat } from "../text/use-format.ts";
import { useNow } from "../text/use-now.ts";
import classes from "./tonight.module.css";

/** The rest is on a screen of its own. */
const shownAtMost = 6;

export function OpenOrders() {
  const orders = useQuery(openOrdersQuery);
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
              <li className={classes.calm}>
                <Plural value={more} one="and # more" other="and # more" />
              </li>
            )}
          </ul>
        );
      }}
    </Answer>
  );
}

function OpenOrder({ order: { kind, target, lamps, until, from, why, personName } }: { readonly order: Order }) {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow(10_000);
  const level = target && "level" in target ? ` ${format.number(target.level, 1)} %` : "";
  const isLater = from !== undefined && from > now;
  return (
    <li>
      <span className={classes.lineHead}>
        <b>
          {t(kindNames[kind])}
          {level}
        </b>
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
        <Plural value={lamps} one="# lamp" other="# lamps" /> · {why} · {personName}
      </span>
    </li>
  );
}
