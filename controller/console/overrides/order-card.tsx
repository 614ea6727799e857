/** One order in force: what it does where, how long yet, who wanted it and why, and how it is changed or taken back. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMayIn } from "../api-client/use-may-in.ts";
import { useOrderText } from "../jobs/order-text.ts";
import { useFormat } from "../text/use-format.ts";
import { EndOrder } from "./end-order.tsx";
import { type Order, placesOf } from "./open-orders.ts";
import classes from "./overrides-page.module.css";
import { remainingOf } from "./remaining.ts";
import { placeOfOrder, Where } from "./where.tsx";

interface OrderCardProps {
  readonly order: Order;
  /** EpochMs */
  readonly now: number;
  readonly onChange: () => void;
}

export function OrderCard({ order, now, onChange }: OrderCardProps) {
  const orderText = useOrderText();
  const format = useFormat();
  const { personName, requested, why, documentNumber, issuedAt } = order;
  const since = format.dateTime(issuedAt);
  return (
    <li className={classes.order} data-order={order.id} data-kind={order.kind}>
      <div className={classes.what}>
        <strong>{orderText(order)}</strong>
        <div>
          <Where order={order} />
          <Besides order={order} />
        </div>
        <div className={classes.why}>
          {why}
          {documentNumber !== undefined && ` · ${documentNumber}`}
        </div>
        <div className={classes.quiet}>
          {requested === undefined ? (
            <Trans>
              {personName}, since {since}
            </Trans>
          ) : (
            <Trans>
              {personName}, asked for by {requested.personName}, since {since}
            </Trans>
          )}
        </div>
      </div>
      <Countdown order={order} now={now} />
      <div className={classes.buttons}>
        <Change order={order} onChange={onChange} />
        <EndOrder order={order} />
        <Onto order={order} />
      </div>
    </li>
  );
}

/** What it does besides: roads below their floor, segments that close with it. */
function Besides({ order: { roads, companions, otherLamps } }: { readonly order: Order }) {
  return (
    <>
      {roads !== undefined && roads.below > 0 && (
        <>
          {" · "}
          <Plural value={roads.below} one="# road below its floor" other="# roads below their floor" />
        </>
      )}
      {companions.length > 0 && (
        <>
          {" · "}
          <Plural value={companions.length} one="closes # segment" other="closes # segments" />
        </>
      )}
      {otherLamps > 0 && (
        <>
          {", "}
          <Plural value={otherLamps} one="feeds # other lamp" other="feeds # other lamps" />
        </>
      )}
    </>
  );
}

function Countdown({ order, now }: { readonly order: Order; readonly now: number }) {
  const format = useFormat();
  const remaining = remainingOf(order, now);
  if (remaining.phase === "open") {
    return (
      <div className={classes.countdown}>
        <Trans>until it is lifted</Trans>
      </div>
    );
  }
  if (remaining.phase === "ahead") {
    return (
      <div className={classes.countdown}>
        <Trans>begins {format.dateTime(remaining.begin)}</Trans>
      </div>
    );
  }
  return (
    <div className={classes.countdown}>
      <b data-left={Math.round(remaining.left / 1000)}>{format.duration(remaining.left)}</b>
      <span className={classes.left} aria-hidden="true">
        <span style={{ width: `${(100 * remaining.share).toFixed(1)}%` }} />
      </span>
      <span className={classes.quiet}>
        <Trans>until {format.dateTime(order.until ?? now)}</Trans>
      </span>
    </div>
  );
}

function Change({ order, onChange }: Pick<OrderCardProps, "order" | "onChange">) {
  const { kind, selection } = order;
  const mayOverride = useMayIn("override", placesOf(order));
  if (!mayOverride || kind !== "override" || selection === undefined) return null;
  return (
    <Button size="compact-sm" variant="default" onClick={onChange}>
      <Trans>Change or extend</Trans>
    </Button>
  );
}

function Onto({ order }: { readonly order: Order }) {
  const { t } = useLingui();
  const place = placeOfOrder(order);
  if (place === undefined) return null;
  return (
    <Link
      to="/map"
      search={{ [place.sort]: place.id } as never}
      className={classes.link}
      aria-label={t`Show on the map`}
    >
      <Trans>Map</Trans>
    </Link>
  );
}
