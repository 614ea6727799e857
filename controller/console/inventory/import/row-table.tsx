/** Every wrong cell of a file: which row, which column, what is wrong. */
import { Plural, useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import type { Column } from "../../table/columns.ts";
import { DataTable } from "../../table/data-table.tsx";
import { useFormat } from "../../text/use-format.ts";
import { placeText } from "../form/place-text.ts";
import { type RowProblem, wrongRows } from "./import-file.ts";

export function RowTable({ problems }: { readonly problems: readonly RowProblem[] }) {
  const { t } = useLingui();
  const format = useFormat();
  const columns = useMemo(
    (): Column<RowProblem>[] => [
      {
        id: "row",
        title: t`Row`,
        text: ({ row }) => (row === undefined ? "" : format.number(row)),
        sortBy: ({ row }) => row,
        figures: true,
      },
      { id: "column", title: t`Column`, text: ({ column }) => column },
      { id: "problem", title: t`What is wrong`, text: ({ place }) => placeText(place), grow: 5 },
    ],
    [t, format],
  );
  const count = wrongRows(problems);
  return (
    <div role="alert">
      <p>
        <Plural
          value={count}
          one="Nothing was taken in: # row cannot be read as it is. Correct it in the file and look again."
          other="Nothing was taken in: # rows cannot be read as they are. Correct them in the file and look again."
        />
      </p>
      <DataTable
        id="import-errors"
        label={t`What is wrong with the file`}
        rows={problems}
        rowId={({ key }) => key}
        columns={columns}
      />
    </div>
  );
}
