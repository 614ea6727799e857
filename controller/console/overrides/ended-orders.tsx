/** Orders of the last days as a table: what was wanted, by whom, and how it ended. */
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { useOrderText } from "../jobs/order-text.ts";
import { kindNames, orderKinds } from "../order/kinds.ts";
import type { Column, Filter } from "../table/columns.ts";
import { DataTable } from "../table/data-table.tsx";
import { useFormat } from "../text/use-format.ts";
import type { Order } from "./open-orders.ts";

export function EndedOrders({ orders }: { readonly orders: readonly Order[] }) {
  const { t } = useLingui();
  const format = useFormat();
  const orderText = useOrderText();
  const columns = useMemo<Column<Order>[]>(
    () => [
      { id: "what", title: t`What`, text: orderText, grow: 1.5 },
      {
        id: "begun",
        title: t({ message: "Given", context: "time" }),
        text: ({ issuedAt }) => format.dateTime(issuedAt),
        sortBy: ({ issuedAt }) => issuedAt,
        grow: 1.3,
      },
      {
        id: "end",
        title: t`End`,
        text: ({ ended, until }) => {
          const at = ended?.at ?? until;
          return at === undefined ? t`until it is lifted` : format.dateTime(at);
        },
        sortBy: ({ ended, until }) => ended?.at ?? until,
        grow: 1.3,
      },
      { id: "who", title: t`Who`, text: ({ personName }) => personName },
      {
        id: "lamps",
        title: t({ message: "Lamps", context: "how many" }),
        text: ({ lamps }) => format.number(lamps),
        sortBy: ({ lamps }) => lamps,
        figures: true,
      },
      { id: "why", title: t`Why`, text: ({ why }) => why, grow: 2 },
      { id: "document", title: t`Document number`, text: ({ documentNumber = "" }) => documentNumber },
      {
        id: "ended",
        title: t`Ended by`,
        text: ({ ended }) => (ended === undefined ? "" : [ended.personName, ended.why].filter(Boolean).join(" – ")),
      },
    ],
    [t, format, orderText],
  );
  const filters = useMemo<Filter<Order>[]>(
    () => [
      {
        id: "kind",
        title: t`What`,
        options: orderKinds.map((kind) => ({ value: kind, label: t(kindNames[kind]) })),
        matches: ({ kind }, value) => kind === value,
      },
    ],
    [t],
  );
  return (
    <DataTable id="orders" label={t`Orders`} rows={orders} rowId={({ id }) => id} columns={columns} filters={filters} />
  );
}
