/** One cabinet: whether it answers, its circuits with the states of their lamps, and what can be done to each. */

import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Protect } from "../../order/protect.tsx";
import type { FleetTable } from "../fleet/fleet-table.ts";
import classes from "./panel.module.css";
import { PanelHead } from "./panel-head.tsx";
import { StateCounts } from "./state-counts.tsx";

interface CabinetPanelProps {
  readonly table: FleetTable;
  readonly cabinetId: string;
  readonly onSelect: (rows: readonly number[]) => void;
  readonly onShowOnly: () => void;
  readonly onClose: () => void;
}

type Circuit = FleetTable["around"]["circuits"][number];
const kinds: Readonly<Record<Circuit["kind"], MessageDescriptor>> = {
  wholeNight: msg`whole night`,
  halfNight: msg`half night`,
  alwaysLive: msg`always live`,
  decorative: msg`decorative`,
};

export function CabinetPanel({ table, cabinetId, onSelect, onShowOnly, onClose }: CabinetPanelProps) {
  const { t } = useLingui();
  const { cabinets, circuits } = table.around;
  const cabinet = cabinets.find(({ id }) => id === cabinetId);
  if (cabinet === undefined) return null;
  const own = circuits.flatMap((circuit, place) => (circuit.cabinetId === cabinetId ? [{ circuit, place }] : []));
  const segments = [...new Set(own.flatMap(({ circuit }) => (circuit.segment === undefined ? [] : [circuit.segment])))];
  return (
    <aside className={classes.panel} aria-label={t`Cabinet`} data-cabinet-panel={cabinetId}>
      <PanelHead title={cabinet.name} onClose={onClose}>
        {cabinet.id} ·{" "}
        {cabinet.online === undefined ? (
          <Trans>without a controller of its own</Trans>
        ) : cabinet.online ? (
          <Trans>answers</Trans>
        ) : (
          <Trans>silent</Trans>
        )}
      </PanelHead>
      <ul className={classes.circuits}>
        {own.map(({ circuit, place }) => (
          <CircuitItem key={circuit.id} table={table} circuit={circuit} place={place} onSelect={onSelect} />
        ))}
      </ul>
      <Button variant="default" onClick={onShowOnly}>
        <Trans>Show only its lamps</Trans>
      </Button>
      <Link to="/history" search={{ of: `cabinet:${cabinetId}` } as never} className={classes.link}>
        <Trans>History of its meter</Trans>
      </Link>
      {cabinet.online !== undefined && segments.length > 0 && (
        <section className={classes.part}>
          <h3>
            <Trans>All its segments</Trans>
          </h3>
          <Protect
            key={cabinetId}
            segments={segments.map((output) => ({ cabinetId, output }))}
            where={cabinet.areaId}
          />
        </section>
      )}
    </aside>
  );
}

interface CircuitItemProps extends Pick<CabinetPanelProps, "table" | "onSelect"> {
  readonly circuit: Circuit;
  /** Its number in the columns. */
  readonly place: number;
}

function CircuitItem({ table, circuit, place, onSelect }: CircuitItemProps) {
  const { t } = useLingui();
  const rows: number[] = [];
  for (let row = 0; row < table.size; row++) if (table.circuit[row] === place) rows.push(row);
  const number = (circuit.segment ?? 0) + 1;
  return (
    <li>
      <b>
        {circuit.name} · {circuit.segment === undefined ? t(kinds.alwaysLive) : t`segment ${number}`} ·{" "}
        {t(kinds[circuit.kind])}
      </b>
      <StateCounts table={table} rows={rows} />
      <Group gap="xs">
        <Button size="compact-sm" variant="subtle" onClick={() => onSelect(rows)} disabled={rows.length === 0}>
          <Plural value={rows.length} one="Select # lamp" other="Select # lamps" />
        </Button>
      </Group>
    </li>
  );
}
