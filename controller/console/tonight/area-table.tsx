/** Area by area: how much of what should shine does, and where somebody has to look. */
import { useLingui } from "@lingui/react/macro";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Area } from "../api-client/areas.ts";
import type { AreaLight } from "../api-client/expected.ts";
import { useUrlValues } from "../app/url-values.ts";
import { useFormat } from "../text/use-format.ts";
import classes from "./area-table.module.css";
import { oddOf } from "./sum.ts";

interface AreaTableProps {
  readonly areas: readonly Area[];
  readonly light: ReadonlyMap<string, AreaLight>;
}

export function AreaTable({ areas, light }: AreaTableProps) {
  const { t } = useLingui();
  const { compare } = useFormat();
  return (
    <table className={classes.table}>
      <caption className="seen-by-readers-only">{t`The areas now`}</caption>
      <thead>
        <tr>
          <th scope="col">{t`Area`}</th>
          <th scope="col">{t`Lit of what should be`}</th>
          <th scope="col">{t`At odds`}</th>
          <th scope="col" className={classes.desk}>{t`Online`}</th>
          <th scope="col" className={classes.desk}>{t`Power`}</th>
        </tr>
      </thead>
      <tbody>
        {areas
          .toSorted((a, b) => compare(a.name, b.name))
          .map((area) => (
            <AreaRow key={area.areaId} area={area} light={light.get(area.areaId)} />
          ))}
      </tbody>
    </table>
  );
}

function AreaRow({ area, light }: { readonly area: Area; readonly light: AreaLight | undefined }) {
  const { number, power } = useFormat();
  const [, set] = useUrlValues<"area">();
  const lit = area.lit + area.estimatedLit;
  const share = light?.expected ? Math.min(1, lit / light.expected) : 0;
  return (
    <tr>
      <th scope="row">
        <button type="button" className={classes.name} onClick={() => set({ area: area.areaId }, "push")}>
          {area.name}
        </button>
      </th>
      <td>
        <span className={classes.meter} aria-hidden="true">
          <span style={{ width: `${share * 100}%` }} />
        </span>
        <span className={classes.count}>
          {number(lit)}
          {light && <span className={classes.of}>/{number(light.expected)}</span>}
        </span>
      </td>
      <td>{light && <Odd areaId={area.areaId} count={oddOf(light)} />}</td>
      <td className={classes.desk}>
        {area.controlled === 0 ? "–" : `${number(area.online)}/${number(area.controlled)}`}
      </td>
      <td className={classes.desk}>{area.controlled === 0 ? "–" : power(area.activePower)}</td>
    </tr>
  );
}

function Odd({ areaId, count }: { readonly areaId: string; readonly count: number }) {
  const { t } = useLingui();
  const { number } = useFormat();
  if (count === 0) return <span className={classes.none}>–</span>;
  return (
    <Link
      to={"/map" as never}
      search={{ area: areaId, odd: "any" } as never}
      className={classes.odd}
      aria-label={t`${number(count)} at odds, on the map`}
    >
      <IconAlertTriangle size={14} aria-hidden="true" />
      {number(count)}
    </Link>
  );
}
