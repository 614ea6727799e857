/** Why a table is saved, under which document, and what was said against it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { ProblemNote, problemsOf } from "../inventory/form/problem-note.tsx";
import classes from "./energy-tables.module.css";

export interface Reason {
  readonly why: string;
  readonly documentNumber?: string;
}

interface SaveBarProps {
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  readonly error: unknown;
  readonly onSave: (reason: Reason) => void;
}

export function SaveBar({ isChanged, isSaving, error, onSave }: SaveBarProps) {
  const { t } = useLingui();
  const [why, setWhy] = useState("");
  const [documentNumber, setDocumentNumber] = useState("");
  const given = documentNumber.trim();
  const reason = { why: why.trim(), ...(given !== "" && { documentNumber: given }) };
  return (
    <div className={classes.save}>
      <TextInput
        label={t`Why`}
        description={t`Stands beside the figures in the audit.`}
        required
        maxLength={500}
        value={why}
        onChange={({ currentTarget }) => setWhy(currentTarget.value)}
      />
      <TextInput
        label={t`Document number (optional)`}
        maxLength={100}
        value={documentNumber}
        onChange={({ currentTarget }) => setDocumentNumber(currentTarget.value)}
      />
      <Button disabled={!isChanged || reason.why === ""} loading={isSaving} onClick={() => onSave(reason)}>
        <Trans>Save</Trans>
      </Button>
      <ProblemNote error={error} problems={problemsOf(error, [])} />
    </div>
  );
}
