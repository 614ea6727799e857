/** A file of lamps becomes lamps: chosen, looked at, taken in, and taken back while nothing of it was changed. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useMay } from "../../api-client/me.ts";
import { Page as Frame, Section } from "../../parts/page.tsx";
import { ForbiddenState } from "../../parts/state-note.tsx";
import { problemText } from "../../text/problem-text.ts";
import { useFormat } from "../../text/use-format.ts";
import { SortTabs } from "../sort-tabs.tsx";
import { ChooseFile } from "./choose-file.tsx";
import { Counts } from "./counts.tsx";
import classes from "./import.module.css";
import { ImportMap } from "./import-map.tsx";
import { ImportsDone } from "./imports-done.tsx";
import { Result } from "./result.tsx";
import { RowTable } from "./row-table.tsx";
import { useImport } from "./use-import.ts";

export function Page() {
  const mayImport = useMay("inventory");
  return (
    <Frame
      title={<Trans>Import lamps</Trans>}
      lead={<Trans>A CSV or GeoJSON file, one light point a row. All rows are taken in, or none.</Trans>}
    >
      <SortTabs />
      {mayImport ? (
        <>
          <Wizard />
          <ImportsDone />
        </>
      ) : (
        <ForbiddenState />
      )}
    </Frame>
  );
}

function Wizard() {
  const { t } = useLingui();
  const format = useFormat();
  const { chosen, look, take, problems, choose } = useImport();
  if (take.data !== undefined) return <Result answer={take.data} onNext={() => choose(undefined)} />;
  const { data: found, error } = look;
  const changes = found?.counts.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const lamps = found?.lamps ?? [];
  const refused = take.error ?? (problems.length === 0 ? error : null);
  return (
    <>
      <ChooseFile
        chosen={chosen}
        isLooking={look.isPending}
        onChoose={choose}
        onLook={() => chosen && look.mutate(chosen)}
      />
      {problems.length > 0 && (
        <Section title={<Trans>What is wrong with the file</Trans>}>
          <RowTable problems={problems} />
        </Section>
      )}
      {found && (
        <Section title={<Trans>What would be done</Trans>}>
          <Counts answer={found} />
          {lamps.length > 0 && <ImportMap key={found.id} lamps={lamps} />}
          <div className={classes.foot}>
            <Button disabled={changes === 0} loading={take.isPending} onClick={() => chosen && take.mutate(chosen)}>
              {lamps.length > 0 ? t`Take in ${format.number(lamps.length)} lamps` : t`Take in`}
            </Button>
            {changes === 0 && <Trans>Everything is already as the file says.</Trans>}
          </div>
        </Section>
      )}
      {refused && (
        <p role="alert" className={classes.foot}>
          {problemText(refused)}
        </p>
      )}
    </>
  );
}
