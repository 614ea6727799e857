/** A cabinet's meter against its lamps: what was lost on the way, and what somebody else took. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { Period } from "../history/period.ts";
import { Answer } from "../parts/answer.tsx";
import { Section } from "../parts/page.tsx";
import { useFormat } from "../text/use-format.ts";
import { type Balance, balanceQuery } from "./energy.ts";
import classes from "./energy-page.module.css";

const findings: Readonly<Record<Balance["finding"], MessageDescriptor>> = {
  balanced: msg`Meter and lamps agree.`,
  losses: msg`More than usual is lost on the way: look at cables and joints.`,
  unexpectedLoad: msg`Something takes current that is no lamp of this cabinet.`,
  missing: msg`The lamps counted more than the meter: look at the meter and at what is connected where.`,
  incomplete: msg`Too little is known of this time to compare.`,
};

export function CabinetBalance({ cabinetId, period }: { readonly cabinetId: string; readonly period: Period }) {
  const { t } = useLingui();
  const format = useFormat();
  const balance = useQuery(balanceQuery(cabinetId, period));
  return (
    <Section title={<Trans>Meter and lamps</Trans>}>
      <Answer of={balance}>
        {({ meter, lamps, difference, power, share, finding }) => (
          <>
            <p className={classes.finding} data-finding={finding}>
              {t(findings[finding])}
            </p>
            <dl className={classes.sums}>
              <Part name={<Trans>Meter</Trans>} value={format.energy(meter)} />
              <Part name={<Trans>Lamps</Trans>} value={format.energy(lamps)} />
              <Part
                name={<Trans>Difference</Trans>}
                value={`${format.energy(difference)}${share === undefined ? "" : ` (${format.percent(share, 1)})`}`}
              />
              <Part name={<Trans>Its mean power</Trans>} value={format.power(power)} />
            </dl>
          </>
        )}
      </Answer>
    </Section>
  );
}

function Part({ name, value }: { readonly name: React.ReactNode; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={classes.value}>{value}</dd>
    </div>
  );
}
