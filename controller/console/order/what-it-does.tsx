/** What an order does to the streets, as it is read by whoever asks for it and by whoever gives it. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { levelOf } from "#protocol/behavior/light.ts";
import { useFormat } from "../text/use-format.ts";
import classes from "./order-form.module.css";
import { RoadsLeft } from "./roads-left.tsx";
import { TwoPeople } from "./two-people.tsx";
import type { OrderEffects, Wish } from "./use-order.ts";

interface WhatItDoesProps {
  readonly wish: Pick<Wish, "target" | "until" | "darken">;
  readonly effects: OrderEffects;
}

export function WhatItDoes({ wish, effects }: WhatItDoesProps) {
  const { i18n } = useLingui();
  const format = useFormat();
  const level = format.percent(levelOf(wish.target) / 100, 1);
  const until = format.dateTime(wish.until);
  const besides = effects.sentence[i18n.locale === "vi" ? "vi" : "en"];
  return (
    <div className={classes.does}>
      <p>
        {levelOf(wish.target) === 0 ? (
          <Plural value={effects.lamps} one={`# lamp off until ${until}.`} other={`# lamps off until ${until}.`} />
        ) : (
          <Plural
            value={effects.lamps}
            one={`# lamp to ${level} until ${until}.`}
            other={`# lamps to ${level} until ${until}.`}
          />
        )}{" "}
        {effects.darker > 0 && <Plural value={effects.darker} one="# gets darker." other="# get darker." />}
      </p>
      {wish.darken === undefined && effects.belowFloor > 0 && (
        <p>
          <Plural
            value={effects.belowFloor}
            one="# lamp is held up by its road’s floor."
            other="# lamps are held up by their road’s floor."
          />
        </p>
      )}
      {effects.roads && <RoadsLeft roads={effects.roads} />}
      {besides !== "" && <p>{besides}</p>}
      {wish.darken && effects.reasons.length === 0 && (
        <p>
          <Trans>They may go below their road’s floor.</Trans>
        </p>
      )}
      {effects.reasons.length > 0 && (
        <p>
          <Trans>It takes two people:</Trans> <TwoPeople reasons={effects.reasons} />.
        </p>
      )}
    </div>
  );
}
