/** Asks before lamps get darker: how many, to what, until when, and what happens besides. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { levelOf } from "#protocol/behavior/light.ts";
import { ConsentForm } from "../consent/consent-form.tsx";
import { riskOf } from "../consent/risk.ts";
import { useFormat } from "../text/use-format.ts";
import { effectOf } from "./effect-of.ts";
import classes from "./order-form.module.css";
import { TwoPeople } from "./two-people.tsx";
import type { AskedWish } from "./use-order.ts";

interface ConsentProps {
  readonly asked: AskedWish;
  readonly onConfirm: (consent: { readonly documentNumber?: string }) => Promise<unknown>;
  readonly onGiveUp: () => void;
}

export function Consent({ asked: { wish, effects }, onConfirm, onGiveUp }: ConsentProps) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const box = useRef<HTMLFieldSetElement>(null);
  // to be read before it is answered: the box takes the focus, not its button
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const { consent } = riskOf(effectOf({ wish, effects }));
  // what needs no question is not asked about, so that this never stands here
  if (consent === "press") return null;
  const level = format.percent(levelOf(wish.target) / 100, 1);
  const until = format.dateTime(wish.until);
  const besides = effects.sentence[i18n.locale === "vi" ? "vi" : "en"];
  return (
    <fieldset ref={box} tabIndex={-1} className={classes.consent} aria-label={t`Confirm`}>
      <ConsentForm
        consent={consent}
        label={effects.secondPerson ? t`Ask for it` : t`Do it`}
        word={String(effects.lamps)}
        isReady
        {...(wish.documentNumber === undefined ? {} : { documentNumber: wish.documentNumber })}
        onConsent={onConfirm}
        onDone={onGiveUp}
        summary={
          <>
            <p>
              <Plural
                value={effects.lamps}
                one={`# lamp to ${level} until ${until}.`}
                other={`# lamps to ${level} until ${until}.`}
              />{" "}
              {effects.darker > 0 && <Plural value={effects.darker} one="# gets darker." other="# get darker." />}
            </p>
            {besides !== "" && <p>{besides}</p>}
            {wish.darken && !effects.secondPerson && (
              <p>
                <Trans>They may go below their road’s floor.</Trans>
              </p>
            )}
            {effects.secondPerson && (
              <p>
                <TwoPeople reasons={effects.reasons} />
                {". "}
                <Trans>Somebody else has to give it.</Trans>
              </p>
            )}
          </>
        }
      />
    </fieldset>
  );
}
