/** The columns of a chosen file, each with what it is taken for: recognised, and to be corrected where it is not. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { headersAnswer } from "../../../api/routes/inventory-import.ts";
import { api } from "../../api-client/api-client.ts";
import { Answer } from "../../parts/answer.tsx";
import { FoldedSelect } from "../../parts/folded-select.tsx";
import { type ColumnChoice, chooseColumn, columnAt, type ImportColumn } from "./column-choice.ts";
import classes from "./import.module.css";
import { bodyOf, formatOf, headOf } from "./import-file.ts";
import { columnWords } from "./words.ts";

interface FileColumnsProps {
  readonly file: File;
  readonly choice: ColumnChoice;
  readonly onChange: (choice: ColumnChoice) => void;
}

export function FileColumns({ file, choice, onChange }: FileColumnsProps) {
  const { t } = useLingui();
  const found = useQuery({
    queryKey: ["import-headers", file.name, file.size, file.lastModified],
    queryFn: async ({ signal }) => {
      const format = formatOf(file.name);
      const body = bodyOf(await headOf(file, format), format);
      const query = { format };
      return api.post<z.infer<typeof headersAnswer>>("/inventory/import/headers", body, { query, signal });
    },
    retry: false,
  });
  const options = (Object.keys(columnWords) as ImportColumn[]).map((column) => ({
    value: column,
    label: t(columnWords[column]),
  }));
  return (
    <Answer of={found}>
      {({ headers }) => (
        <fieldset className={classes.fileColumns}>
          <legend>
            <Trans>What the columns of the file are</Trans>
          </legend>
          {headers.map((header) => (
            <FoldedSelect
              key={header.header}
              label={header.header}
              placeholder={t`not read`}
              data={options}
              inOrder
              value={columnAt(header, choice) ?? null}
              clearable
              clearButtonProps={{ "aria-label": t`Do not read ${header.header}` }}
              onChange={(column) => onChange(chooseColumn(choice, header, (column ?? undefined) as ImportColumn))}
            />
          ))}
        </fieldset>
      )}
    </Answer>
  );
}
