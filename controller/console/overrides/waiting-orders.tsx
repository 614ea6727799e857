/** Overrides that take two people: what somebody asked for and why it waits. How it is answered stands in `waiting-answer.tsx`. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useOrderText } from "../jobs/order-text.ts";
import { placeOfSelection } from "../order/place.ts";
import { usePlaceName } from "../order/place-name.ts";
import { TwoPeople } from "../order/two-people.tsx";
import { useFormat } from "../text/use-format.ts";
import classes from "./overrides-page.module.css";
import { useAnswersToMine, useWaiting } from "./waiting.ts";
import { WaitingAnswer } from "./waiting-answer.tsx";
import type { Waiting } from "./wishes.ts";

export function WaitingOrders() {
  const { t } = useLingui();
  const waiting = useWaiting();
  useAnswersToMine();
  if (waiting.length === 0) return null;
  return (
    <section className={classes.waiting} aria-label={t`Waiting for a second person`}>
      <p className={classes.quiet} role="status">
        <Plural
          value={waiting.length}
          one="# override waits for a second person"
          other="# overrides wait for a second person"
        />
      </p>
      <ul className={classes.orders}>
        {waiting.map((one) => (
          <WaitingCard key={one.id} waiting={one} />
        ))}
      </ul>
    </section>
  );
}

function WaitingCard({ waiting }: { readonly waiting: Waiting }) {
  const { id, request, requested, lamps, reasons } = waiting;
  const format = useFormat();
  const orderText = useOrderText();
  const place = usePlaceName(placeOfSelection(request.selection));
  const [until, since] = [format.dateTime(request.until), format.dateTime(requested.at)];
  return (
    <li className={classes.order} data-waiting={id} data-kind="waiting">
      <div className={classes.what}>
        <strong>{orderText({ kind: "override", target: request.target })}</strong>
        <div>
          {place !== undefined && `${place} · `}
          <Plural value={lamps} one="# lamp" other="# lamps" />
        </div>
        <div className={classes.why}>
          {request.why}
          {request.documentNumber !== undefined && ` · ${request.documentNumber}`}
        </div>
        <div className={classes.quiet}>
          <Trans>
            {requested.personName} asked for it at {since}
          </Trans>
        </div>
      </div>
      <div className={classes.countdown}>
        <span>
          <TwoPeople reasons={reasons} />
        </span>
        <span className={classes.quiet}>
          <Trans>until {until}</Trans>
        </span>
      </div>
      <WaitingAnswer waiting={waiting} />
    </li>
  );
}
