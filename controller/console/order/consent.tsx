/** Asks before lamps get darker: how many, to what, until when, and what happens besides. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import { ConsentForm } from "../consent/consent-form.tsx";
import { riskOf } from "../consent/risk.ts";
import { effectOf } from "./effect-of.ts";
import classes from "./order-form.module.css";
import type { AskedWish } from "./use-order.ts";
import { WhatItDoes } from "./what-it-does.tsx";

interface ConsentProps {
  readonly asked: AskedWish;
  readonly onConfirm: (consent: { readonly documentNumber?: string }) => Promise<unknown>;
  readonly onGiveUp: () => void;
}

export function Consent({ asked: { wish, effects }, onConfirm, onGiveUp }: ConsentProps) {
  const { t } = useLingui();
  const box = useRef<HTMLFieldSetElement>(null);
  // to be read before it is answered: the box takes the focus, not its button
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const { consent } = riskOf(effectOf({ wish, effects }));
  // what needs no question is not asked about, so that this never stands here
  if (consent === "press") return null;
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
            <WhatItDoes wish={wish} effects={effects} />
            {effects.secondPerson && (
              <p>
                <Trans>Somebody else has to give it.</Trans>
              </p>
            )}
          </>
        }
      />
    </fieldset>
  );
}
