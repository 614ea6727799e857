/** Bills from a file: looked at first, every wrong cell named, then imported. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Alert, Button, FileInput, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, newClientKey } from "../api-client/api-client.ts";
import { type RowProblem, rowProblems } from "../inventory/import/import-file.ts";
import { problemText } from "../text/problem-text.ts";
import classes from "./energy-page.module.css";
import { type ImportAnswer, sendBills } from "./supply-points.ts";

interface ImportDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function ImportDialog({ opened, onClose }: ImportDialogProps) {
  const { t } = useLingui();
  return (
    <Modal opened={opened} onClose={onClose} title={t`Import bills`} size="lg">
      <ImportForm onDone={onClose} />
    </Modal>
  );
}

function ImportForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  // one name for the look and for the import: importing twice by a double press changes nothing the second time
  const [id] = useState(() => `bills-${newClientKey().slice(0, 18)}`);
  const [file, setFile] = useState<File | null>(null);
  const look = useMutation({ mutationFn: (chosen: File) => sendBills(chosen, id, true) });
  const send = useMutation({
    mutationFn: (chosen: File) => sendBills(chosen, id, false),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["bills"] });
      onDone();
    },
  });
  const choose = (chosen: File | null) => {
    setFile(chosen);
    look.reset();
    send.reset();
    if (chosen !== null) look.mutate(chosen);
  };
  const error = send.error ?? look.error;
  const found = look.data;
  return (
    <Stack gap="sm">
      <FileInput
        label={t`CSV file`}
        description={t`Customer code, from, to, readings, factor, kWh, invoice number, amount; in Vietnamese or English.`}
        placeholder={t`Choose a file`}
        accept=".csv,text/csv"
        value={file}
        onChange={choose}
        clearable
        clearButtonProps={{ "aria-label": t`Another file` }}
      />
      <div aria-live="polite">
        {look.isPending && (
          <Text>
            <Trans>Looking through it…</Trans>
          </Text>
        )}
        {found && <Found found={found} />}
        {error && <Refused error={error} />}
      </div>
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          <Trans>Cancel</Trans>
        </Button>
        <Button
          disabled={file === null || found === undefined || found.bills.length === 0}
          loading={send.isPending}
          onClick={() => file && send.mutate(file)}
        >
          <Trans>Import</Trans>
        </Button>
      </Group>
    </Stack>
  );
}

function Found({ found: { rows, bills, unchanged, ignored } }: { readonly found: ImportAnswer }) {
  const points = new Set(bills.map(({ supplyPointId }) => supplyPointId)).size;
  const columns = ignored.join(", ");
  return (
    <Alert color={bills.length > 0 ? "teal" : "yellow"} data-dry-run>
      <p className={classes.line}>
        <Plural value={rows} one="# row." other="# rows." />{" "}
        <Plural value={bills.length} one="# new bill" other="# new bills" />{" "}
        <Plural value={points} one="of # supply point." other="of # supply points." />{" "}
        {unchanged > 0 && <Plural value={unchanged} one="# is known already." other="# are known already." />}
      </p>
      {ignored.length > 0 && (
        <p className={classes.line}>
          <Trans>Columns nobody reads: {columns}</Trans>
        </p>
      )}
    </Alert>
  );
}

/** Of thousands of wrong cells the first tell what is wrong. */
const shownAtMost = 50;

function Refused({ error }: { readonly error: Error }) {
  const { t, i18n } = useLingui();
  const problems = rowProblems(error instanceof ApiError ? error.problem.places : []);
  const cellOf = ({ row, column, place }: RowProblem) => {
    if (row === undefined) return place.path;
    return column === "" ? t`Line ${row}` : t`Line ${row}, ${column}`;
  };
  return (
    <Alert color="red" data-refused={problems.length}>
      <p className={classes.line}>
        {problems.length === 0 ? (
          problemText(error)
        ) : (
          <Plural
            value={problems.length}
            one="# cell is wrong; nothing was imported."
            other="# cells are wrong; nothing was imported."
          />
        )}
      </p>
      <ul className={classes.errors}>
        {problems.slice(0, shownAtMost).map((problem) => (
          <li key={problem.key}>
            <b>{cellOf(problem)}</b>:{" "}
            {i18n.locale === "vi" ? (problem.place.messageVi ?? problem.place.message) : problem.place.message}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
