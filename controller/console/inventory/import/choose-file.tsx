/** The file and what holds for rows that say nothing of it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Button, FileInput } from "@mantine/core";
import { IconFile } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { saveFile } from "../../table/csv.ts";
import { ThingSelect } from "../fields/thing-select.tsx";
import { exampleFile } from "./example-file.ts";
import { FileColumns } from "./file-columns.tsx";
import classes from "./import.module.css";
import type { ChosenFile } from "./use-import.ts";

interface ChooseFileProps {
  readonly chosen: ChosenFile | undefined;
  readonly isLooking: boolean;
  readonly onChoose: (file: ChosenFile | undefined) => void;
  readonly onLook: () => void;
}

export function ChooseFile({ chosen, isLooking, onChoose, onLook }: ChooseFileProps) {
  const { t } = useLingui();
  const [areaId, setAreaId] = useState<string>();
  const [modelId, setModelId] = useState<string>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onLook();
  };
  const again = (part: Partial<ChosenFile>) => chosen && onChoose({ ...chosen, ...part });
  return (
    <form onSubmit={submit} aria-label={t`The file`}>
      <p className={classes.help}>
        <Trans>
          Columns are recognised by their headings, in Vietnamese or English; what is not can be told here. Areas and
          lamp models must exist; roads, cabinets, circuits and devices that do not are made.
        </Trans>{" "}
        <Anchor component="button" type="button" onClick={() => saveFile("den.csv", exampleFile)}>
          <Trans>Save an example</Trans>
        </Anchor>
      </p>
      <div className={classes.choose}>
        <FileInput
          label={t`File`}
          placeholder={t`Choose a file`}
          size="sm"
          required
          accept=".csv,.txt,.json,.geojson,text/csv,application/geo+json"
          leftSection={<IconFile size={16} />}
          value={chosen?.file ?? null}
          onChange={(file) => onChoose(file === null ? undefined : { file, areaId, modelId, columns: {} })}
        />
        <ThingSelect
          label={t`Area of rows that name none`}
          sort="area"
          value={areaId}
          onChange={(id) => {
            setAreaId(id);
            again({ areaId: id });
          }}
        />
        <ThingSelect
          label={t`Model of rows that name none`}
          sort="lampModel"
          value={modelId}
          onChange={(id) => {
            setModelId(id);
            again({ modelId: id });
          }}
        />
      </div>
      {chosen && <FileColumns file={chosen.file} choice={chosen.columns} onChange={(columns) => again({ columns })} />}
      <div className={classes.foot}>
        <Button type="submit" disabled={chosen === undefined} loading={isLooking}>
          <Trans>Look at the file</Trans>
        </Button>
      </div>
    </form>
  );
}
