/** Files that were imported, newest first: who, when, what they did, and how one is taken back. */
import { Plural, Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Answer } from "../../parts/answer.tsx";
import { Section } from "../../parts/page.tsx";
import { useFormat } from "../../text/use-format.ts";
import { useCountsText } from "./counts-text.ts";
import classes from "./import.module.css";
import { type ImportSummary, importsQuery } from "./imports.ts";
import { UndoImport } from "./undo-import.tsx";

export function ImportsDone() {
  const imports = useQuery(importsQuery);
  return (
    <Section title={<Trans>Imports done</Trans>}>
      <Answer of={imports}>
        {(all) =>
          all.length === 0 ? (
            <p className={classes.quiet}>
              <Trans>No file has been imported.</Trans>
            </p>
          ) : (
            <ul className={classes.imports}>
              {all.map((one) => (
                <ImportRow key={one.id} one={one} />
              ))}
            </ul>
          )
        }
      </Answer>
    </Section>
  );
}

function ImportRow({ one: { id, at, by, file, rows, counts, undoneAt } }: { readonly one: ImportSummary }) {
  const format = useFormat();
  const countsText = useCountsText();
  // nothing was brought into use: there is nothing to take back
  const isEmpty = counts.length > 0 && counts.every(({ verb }) => verb === "change");
  return (
    <li className={classes.import}>
      <div className={classes.importText}>
        <b>{file ?? id}</b>{" "}
        {rows > 0 && (
          <span className={classes.quiet}>
            <Plural value={rows} one="# row" other="# rows" />
          </span>
        )}
        <div>{countsText(counts)}</div>
        <div className={classes.quiet}>
          {format.dateTime(at)}, {by}
        </div>
      </div>
      {undoneAt !== undefined ? (
        <span className={classes.quiet}>
          <Trans>undone {format.dateTime(undoneAt)}</Trans>
        </span>
      ) : (
        !isEmpty && <UndoImport id={id} size="compact-sm" />
      )}
    </li>
  );
}
