/** Area by area: how much of what should shine does. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { Area } from "../api-client/areas.ts";
import { useUrlValues } from "../app/url-values.ts";
import { EmptyState } from "../parts/state-note.tsx";
import { useFormat } from "../text/use-format.ts";
import classes from "./area-table.module.css";
import type { AreaLight } from "./queries.ts";

interface AreaTableProps {
  readonly areas: readonly Area[];
  readonly light: ReadonlyMap<string, AreaLight>;
}

export function AreaTable({ areas, light }: AreaTableProps) {
  const { t } = useLingui();
  const { number, power, compare } = useFormat();
  const [, set] = useUrlValues<"area">();
  if (areas.length === 0)
    return (
      <EmptyState title={<Trans>No lamps here yet</Trans>}>
        <Trans>They appear when lamps are entered into the inventory, or taken in on site.</Trans>
      </EmptyState>
    );
  return (
    <table className={classes.table}>
      <caption className="seen-by-readers-only">{t`The areas now`}</caption>
      <thead>
        <tr>
          <th scope="col">{t`Area`}</th>
          <th scope="col">{t`Lit`}</th>
          <th scope="col">{t`Should be`}</th>
          <th scope="col">{t`Online`}</th>
          <th scope="col">{t`Power`}</th>
        </tr>
      </thead>
      <tbody>
        {areas
          .toSorted((a, b) => compare(a.name, b.name))
          .map((area) => {
            const lit = area.lit + area.estimatedLit;
            const expected = light.get(area.areaId)?.expected;
            const share = expected ? Math.min(1, lit / expected) : 0;
            return (
              <tr key={area.areaId}>
                <th scope="row">
                  <button type="button" className={classes.name} onClick={() => set({ area: area.areaId })}>
                    {area.name}
                  </button>
                </th>
                <td>
                  <span className={classes.meter} aria-hidden="true">
                    <span style={{ width: `${share * 100}%` }} />
                  </span>
                  <span className={classes.count}>{number(lit)}</span>
                </td>
                <td>{expected === undefined ? "–" : number(expected)}</td>
                <td>{area.controlled === 0 ? "–" : `${number(area.online)}/${number(area.controlled)}`}</td>
                <td>{power(area.activePower)}</td>
              </tr>
            );
          })}
      </tbody>
    </table>
  );
}
