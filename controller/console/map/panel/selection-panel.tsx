/** The selected lamps together: how many in which state, and what can be done to all of them. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Alert } from "@mantine/core";
import { useMayIn } from "../../api-client/use-may-in.ts";
import { OrderForm } from "../../order/order-form.tsx";
import { Protect } from "../../order/protect.tsx";
import type { OrderSelection } from "../../order/use-order.ts";
import type { FleetView } from "../fleet/fleet-view.ts";
import classes from "./panel.module.css";
import { PanelHead } from "./panel-head.tsx";
import { StateCounts } from "./state-counts.tsx";

/** An order names so many lamps at most; a place has no limit. */
const listedAtMost = 10_000;

interface SelectionPanelProps {
  readonly view: FleetView;
  /** The place that means exactly the selected lamps, where one does: shorter to send, and clearer in every why. */
  readonly place: OrderSelection | undefined;
  readonly onClose: () => void;
}

export function SelectionPanel({ view, place, onClose }: SelectionPanelProps) {
  const { t } = useLingui();
  const rows = view.selectedRows();
  const { table } = view;
  const areas = new Set(rows.map((row) => table.area[row]!));
  const where = [...areas].map((area) => table.around.areas[area]!.id);
  const mayOverride = useMayIn("override", where);
  const selection = place ?? { lampIds: rows.map((row) => table.ids[row]!) };
  const isTooMany = place === undefined && rows.length > listedAtMost;
  return (
    <aside className={classes.panel} aria-label={t`Selected lamps`} data-selected={rows.length}>
      <PanelHead
        title={<Plural value={rows.length} one="# lamp selected" other="# lamps selected" />}
        onClose={onClose}
      />
      <StateCounts table={table} rows={rows} />
      {isTooMany ? (
        <Alert color="yellow">
          <Trans>An order names 10,000 lamps at most. Narrow the filter, or choose a whole area.</Trans>
        </Alert>
      ) : (
        <>
          {mayOverride && <OrderForm selection={selection} usualWhy={t`From the map`} />}
          <Protect selection={selection} where={where} />
        </>
      )}
    </aside>
  );
}
