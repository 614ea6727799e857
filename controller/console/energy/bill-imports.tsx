/** Files that brought bills, newest first, and how one is taken back. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "../api-client/api-client.ts";
import { useMay } from "../api-client/me.ts";
import { ConsentButton } from "../consent/consent-button.tsx";
import { Answer } from "../parts/answer.tsx";
import { useFormat } from "../text/use-format.ts";
import classes from "./energy-page.module.css";
import { type BillImport, importsQuery } from "./supply-points.ts";

export function BillImports() {
  const imports = useQuery(importsQuery);
  return (
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
  );
}

function ImportRow({ one: { id, at, by, count, supplyPointIds, undoneAt } }: { readonly one: BillImport }) {
  const { t } = useLingui();
  const format = useFormat();
  const client = useQueryClient();
  const mayUndo = useMay("energy");
  const when = format.dateTime(at);
  const undo = async () => {
    await api.post(`/bills/imports/${encodeURIComponent(id)}/undo`);
    await client.invalidateQueries({ queryKey: ["bills"] });
  };
  return (
    <li className={classes.import} data-import={id}>
      <div>
        <b>{count === undefined ? <Trans>Bills</Trans> : <Plural value={count} one="# bill" other="# bills" />}</b>{" "}
        <Plural value={supplyPointIds.length} one="of # supply point" other="of # supply points" />
        <div className={classes.quiet}>
          {when}, {by}
        </div>
      </div>
      {undoneAt !== undefined ? (
        <span className={classes.quiet}>
          <Trans>taken back {format.dateTime(undoneAt)}</Trans>
        </span>
      ) : (
        // of an import that reaches into other areas nothing is counted, and nothing can be taken back
        mayUndo &&
        count !== undefined && (
          <ConsentButton
            consent="summary"
            label={t({ message: "Take back", context: "import" })}
            summary={t`The ${count} bills of ${when} are gone then; the file can be imported again.`}
            size="compact-sm"
            variant="default"
            onConsent={undo}
          />
        )
      )}
    </li>
  );
}
