/** What a plan takes in a year beside what was before, full light, and what is in force: energy, money, CO₂. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { useFormat } from "../../text/use-format.ts";
import classes from "./preview.module.css";
import type { Figures, PreviewSummary } from "./previews.ts";

interface SavingsProps {
  readonly total: Figures;
  readonly rates: PreviewSummary["rates"];
  /** How many lamps it was reckoned for, as text. */
  readonly lamps: string;
}

type Energy = Figures["reference"];

export function Savings({ total, rates: { currency }, lamps }: SavingsProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { plan, present, reference, baseline, hours, fullLoadHours } = total;
  const [lit, full] = [format.number(hours), format.number(fullLoadHours)];
  const rows: { key: string; name: ReactNode; of: Energy; against: Energy }[] = [
    { key: "present", name: <Trans>the plans in force</Trans>, of: plan, against: present },
    ...(baseline === undefined
      ? []
      : [{ key: "baseline", name: <Trans>before commissioning</Trans>, of: baseline.plan, against: baseline }]),
    { key: "reference", name: <Trans>100 % from sunset to sunrise</Trans>, of: plan, against: reference },
  ];
  const most = Math.max(plan.kWh, ...rows.map(({ against }) => against.kWh), 1);
  const money = (cost: number | undefined) => (cost === undefined ? "–" : `${format.number(cost)} ${currency}`);
  const mass = (co2: number | undefined) => (co2 === undefined ? "–" : `${format.number(co2 / 1000, 1)} t`);
  const less = (a: number | undefined, b: number | undefined, show: (value: number) => string) =>
    a === undefined || b === undefined ? "–" : show(b - a);
  const saved = (of: Energy, against: Energy) =>
    against.kWh === 0 ? "–" : `${format.percent((against.kWh - of.kWh) / against.kWh, 1)}`;
  return (
    <>
      <p className={classes.lead}>
        <Trans>
          {lamps} lamps burn {lit} h in a year, as much as {full} h at full level, and take{" "}
          <b>{format.energy(plan.kWh)}</b>, <b>{money(plan.cost)}</b>, <b>{mass(plan.co2)} CO₂</b>.
        </Trans>
      </p>
      <table className={classes.savings}>
        <caption className="seen-by-readers-only">{t`Savings of a year`}</caption>
        <thead>
          <tr>
            <th scope="col">{t`Against`}</th>
            <th scope="col">{t`took`}</th>
            <th scope="col">{t`less energy`}</th>
            <th scope="col">{t`less cost`}</th>
            <th scope="col">{t`less CO₂`}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, of, against }) => (
            <tr key={key} data-against={key}>
              <th scope="row">
                {name}
                <span className={classes.meter} aria-hidden="true">
                  <span style={{ width: `${(against.kWh / most) * 100}%` }} />
                  <i style={{ width: `${(of.kWh / most) * 100}%` }} />
                </span>
              </th>
              <td data-label={t`took`}>{format.energy(against.kWh)}</td>
              <td data-label={t`less energy`}>
                <b>{saved(of, against)}</b>
                {" · "}
                {format.energy(against.kWh - of.kWh)}
              </td>
              <td data-label={t`less cost`}>{less(of.cost, against.cost, money)}</td>
              <td data-label={t`less CO₂`}>{less(of.co2, against.co2, mass)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
