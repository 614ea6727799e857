/** Asks before lamps get darker: how many, to what, until when, and what happens besides. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useFormat } from "../../text/use-format.ts";
import classes from "./order-form.module.css";
import type { AskedWish } from "./use-order.ts";

interface ConsentProps {
  readonly asked: AskedWish;
  readonly onConfirm: () => void;
  readonly onGiveUp: () => void;
}

export function Consent({ asked: { wish, effects, risk }, onConfirm, onGiveUp }: ConsentProps) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const [typed, setTyped] = useState("");
  const level = format.percent(wish.level / 100, 1);
  const until = format.dateTime(wish.until);
  const mustType = risk.consent === "type";
  const count = String(effects.lamps);
  const box = useRef<HTMLFieldSetElement>(null);
  // to be read before it is answered: the box takes the focus, not its button
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const closing = effects.sentence[i18n.locale === "vi" ? "vi" : "en"];
  return (
    <fieldset ref={box} tabIndex={-1} className={classes.consent} aria-label={t`Confirm`}>
      <p>
        <Plural
          value={effects.lamps}
          one={`# lamp to ${level} until ${until}.`}
          other={`# lamps to ${level} until ${until}.`}
        />{" "}
        {risk.darker > 0 && <Plural value={risk.darker} one="# gets darker." other="# get darker." />}
      </p>
      {closing !== "" && <p>{closing}</p>}
      {mustType && (
        <TextInput
          label={t`${risk.darkCabinets} cabinets go dark. Type the number of lamps (${count}) to confirm.`}
          inputMode="numeric"
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value.trim())}
        />
      )}
      <Group gap="xs">
        <Button onClick={onConfirm} disabled={mustType && typed !== count}>
          <Trans>Do it</Trans>
        </Button>
        <Button variant="default" onClick={onGiveUp}>
          <Trans>Leave it</Trans>
        </Button>
      </Group>
    </fieldset>
  );
}
