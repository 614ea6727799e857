/** What an import did, and the secrets it drew. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Section } from "../../parts/page.tsx";
import type { Column } from "../../table/columns.ts";
import { saveFile, toCsv } from "../../table/csv.ts";
import { useFormat } from "../../text/use-format.ts";
import type { DeviceSecret } from "../detail/new-secret.tsx";
import { Counts } from "./counts.tsx";
import classes from "./import.module.css";
import type { ImportAnswer } from "./import-file.ts";
import { importsQuery } from "./imports.ts";

interface ResultProps {
  readonly answer: ImportAnswer;
  readonly onNext: () => void;
}

export function Result({ answer, onNext }: ResultProps) {
  const navigate = useNavigate();
  const { data: imports } = useQuery(importsQuery);
  const isUndone = imports?.some(({ id, undoneAt }) => id === answer.id && undoneAt !== undefined) ?? false;
  return (
    <Section title={isUndone ? <Trans>Taken back</Trans> : <Trans>Taken in</Trans>}>
      {isUndone ? (
        <p role="status">
          <Trans>What the file brought into use is out of use again. The same file can be taken in another time.</Trans>
        </p>
      ) : (
        <>
          {answer.secrets.length > 0 && <Secrets id={answer.id} secrets={answer.secrets} />}
          <Counts answer={answer} />
        </>
      )}
      <div className={classes.foot}>
        {!isUndone && (
          <Button onClick={() => void navigate({ to: "/inventory/lamps" as never })}>
            <Trans>To the list of lamps</Trans>
          </Button>
        )}
        <Button variant="default" onClick={onNext}>
          <Trans>Another file</Trans>
        </Button>
      </div>
    </Section>
  );
}

/** Secrets as rows of a file: whoever puts them into devices needs them all, and nobody can show them again. */
function Secrets({ id, secrets }: { readonly id: string; readonly secrets: readonly DeviceSecret[] }) {
  const { t } = useLingui();
  const { number } = useFormat();
  const [isSaved, setSaved] = useState(false);
  const columns: Column<DeviceSecret>[] = [
    { id: "device", title: "device", text: ({ deviceId }) => deviceId },
    { id: "secret", title: "secret", text: ({ secret }) => secret },
  ];
  const save = () => {
    saveFile(`${id}-secrets.csv`, toCsv(columns, secrets));
    setSaved(true);
  };
  const count = number(secrets.length);
  return (
    <div className={classes.secrets} role="status">
      <p>
        <Trans>
          {count} new devices got their secrets. They are not kept anywhere: save them now, and put them into the
          devices.
        </Trans>
      </p>
      <Button leftSection={<IconDownload size={16} />} variant={isSaved ? "default" : "filled"} onClick={save}>
        {isSaved ? t`Save the secrets again` : t`Save the secrets`}
      </Button>
    </div>
  );
}
