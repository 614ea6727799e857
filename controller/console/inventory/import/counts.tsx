/** What an import does, in counts, and how its columns were understood. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useFormat } from "../../text/use-format.ts";
import { sortWords } from "../sorts.ts";
import classes from "./import.module.css";
import type { ImportAnswer } from "./import-file.ts";
import { columnWords, verbWords } from "./words.ts";

export function Counts({ answer: { rows, unchanged, counts, columns, ignored } }: { readonly answer: ImportAnswer }) {
  const { t } = useLingui();
  const { number } = useFormat();
  return (
    <>
      <ul className={classes.counts}>
        <li>
          <b>{number(rows)}</b>
          <Trans>rows</Trans>
        </li>
        {counts.map(({ sort, verb, count }) => (
          <li key={`${sort} ${verb}`}>
            <b>{number(count)}</b>
            {t(sortWords[sort].many)}: {t(verbWords[verb])}
          </li>
        ))}
        {unchanged > 0 && (
          <li>
            <b>{number(unchanged)}</b>
            <Trans>lamps as before</Trans>
          </li>
        )}
      </ul>
      <ul className={classes.columns} aria-label={t`Columns of the file`}>
        {columns.map(({ column, header }) => (
          <li key={column}>
            {header} → {t(columnWords[column])}
          </li>
        ))}
        {ignored.map((header) => (
          <li key={header} data-ignored="true" title={t`not read`}>
            {header}
          </li>
        ))}
      </ul>
    </>
  );
}
