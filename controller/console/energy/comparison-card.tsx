/** One supply point: what the comparison finds, and its periods. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { dateAfter } from "../text/civil-date.ts";
import { useFormat } from "../text/use-format.ts";
import classes from "./energy-page.module.css";
import { remarkNames } from "./finding-names.ts";
import type { ComparedPeriod, Comparison } from "./supply-points.ts";

export function ComparisonCard({ comparison }: { readonly comparison: Comparison }) {
  const { t } = useLingui();
  const { supplyPointId, name, finding, periods } = comparison;
  return (
    <li className={classes.comparison} data-supply-point={supplyPointId} data-finding={finding}>
      <div className={classes.comparisonHead}>
        <h2>{name}</h2>
        <Link to={"/energy" as never} search={{ of: `supplyPoint:${supplyPointId}` } as never} className={classes.link}>
          <Trans>Its energy</Trans>
        </Link>
      </div>
      <p className={classes.finding} data-finding={finding}>
        <Finding comparison={comparison} />
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={classes.scroll} tabIndex={0} aria-label={t`Periods of ${name}`}>
        <table className={classes.periods}>
          <thead>
            <tr>
              <th>
                <Trans>Period</Trans>
              </th>
              <th data-figure>
                <Trans>Billed, kWh</Trans>
              </th>
              <th data-figure>
                <Trans>Counted, kWh</Trans>
              </th>
              <th data-figure>
                <Trans>Difference</Trans>
              </th>
              <th data-figure>
                <Trans>Known</Trans>
              </th>
              <th>
                <Trans>Remarks</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {periods.map((period) => (
              <PeriodRow key={period.bill.from} period={period} />
            ))}
          </tbody>
        </table>
      </section>
    </li>
  );
}

/** More than this is no difference of reading days any more. */
const noticeable = 0.03;

function PeriodRow({ period: { bill, system, otherLoads, share, remarks } }: { readonly period: ComparedPeriod }) {
  const { t } = useLingui();
  const format = useFormat();
  const counted = system.energy + otherLoads;
  return (
    <tr>
      <td>
        {civil(bill.from)} – {civil(dateAfter(bill.until, -1) ?? bill.until)}
      </td>
      <td data-figure>{format.number(bill.energy)}</td>
      <td data-figure>{system.by === "none" ? "–" : format.number(counted)}</td>
      <td data-figure data-much={share !== undefined && Math.abs(share) > noticeable}>
        {share === undefined ? "–" : `${share > 0 ? "+" : ""}${format.percent(share, 1)}`}
      </td>
      <td data-figure>{format.percent(system.completeness, 1)}</td>
      <td>{remarks.map((remark) => t(remarkNames[remark])).join("; ")}</td>
    </tr>
  );
}

/** yyyy-MM-dd as people here read it. */
const civil = (date: string) => date.split("-").reverse().join("/");

function Finding({ comparison: { finding, share = 0, likelyFactor, perDay } }: { readonly comparison: Comparison }) {
  const format = useFormat();
  const much = format.percent(Math.abs(share), 1);
  const daily = format.number(Math.abs(perDay ?? 0), 1);
  switch (finding) {
    case "none":
      return <Trans>The bills agree with what was counted.</Trans>;
    case "thin":
      return <Trans>Too little was counted to say anything.</Trans>;
    case "wrongFactor": {
      const factor = likelyFactor === undefined ? "?" : format.number(likelyFactor, 2);
      return (
        <Trans>
          Off by {much} in every period alike: the transformer’s factor looks wrong; {factor} would explain it.
        </Trans>
      );
    }
    case "unknownLoad":
      return (
        <Trans>
          {much} more billed than used, {daily} kWh a day: a load that is not ours hangs on this meter, or one we do not
          know.
        </Trans>
      );
    case "billedTooLittle":
      return (
        <Trans>
          {much} less billed than used, {daily} kWh a day: the meter or its factor should be looked at before the
          utility does.
        </Trans>
      );
    default:
      return finding satisfies never;
  }
}
