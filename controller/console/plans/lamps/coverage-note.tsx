/** Lamps that would follow no calendar: they keep to the sun by themselves until one covers them. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useAreas } from "../../api-client/areas.ts";
import type { Column } from "../../table/columns.ts";
import { saveFile, toCsv } from "../../table/csv.ts";
import { useFormat } from "../../text/use-format.ts";
import classes from "./lamps.module.css";
import { type Coverage, useUncoveredLamps } from "./use-coverage.ts";

export function CoverageNote({ coverage: { lamps, elsewhere, uncovered } }: { readonly coverage: Coverage }) {
  const { t } = useLingui();
  const format = useFormat();
  const areas = useAreas();
  const nameOf = (id: string) => areas.data?.areas.find(({ areaId }) => areaId === id)?.name ?? id;
  const columns: readonly Column<Coverage["uncovered"]["first"][number]>[] = [
    { id: "code", title: t`Code`, text: ({ lampId }) => lampId },
    { id: "name", title: t`Lamp`, text: ({ name }) => name },
    { id: "area", title: t`Area`, text: ({ areaId }) => nameOf(areaId) },
  ];
  const file = useUncoveredLamps((all) => saveFile("lamps-without-calendar.csv", toCsv(columns, all)));
  const covered = lamps - elsewhere - uncovered.lamps;
  return (
    <>
      <dl className={classes.areas}>
        <div>
          <dt>
            <Trans>Follow this plan</Trans>
          </dt>
          <dd>{format.number(covered)}</dd>
        </div>
        <div>
          <dt>
            <Trans>Follow another plan in force</Trans>
          </dt>
          <dd>{format.number(elsewhere)}</dd>
        </div>
        <div data-bad={uncovered.lamps > 0 || undefined}>
          <dt>
            <Trans>Follow no calendar</Trans>
          </dt>
          <dd>{format.number(uncovered.lamps)}</dd>
        </div>
      </dl>
      {uncovered.lamps === 0 ? (
        <p className={classes.good}>
          <Trans>Every lamp here follows a calendar.</Trans>
        </p>
      ) : (
        <>
          <p className={classes.quiet}>
            <Plural
              value={uncovered.lamps}
              one="# lamp keeps to the sun: on at dusk, off at dawn."
              other="# lamps keep to the sun: on at dusk, off at dawn."
            />
          </p>
          <dl className={classes.areas}>
            {uncovered.areas.map(({ areaId, lamps: own }) => (
              <div key={areaId}>
                <dt>{nameOf(areaId)}</dt>
                <dd>{format.number(own)}</dd>
              </div>
            ))}
          </dl>
          <p className={classes.quiet}>
            {uncovered.first.map(({ lampId, name }, n) => (
              <span key={lampId}>
                {n > 0 && ", "}
                <Link to="/map" search={{ lamp: lampId } as never}>
                  {name}
                </Link>
              </span>
            ))}
            {uncovered.lamps > uncovered.first.length && " …"}
          </p>
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            loading={file.isPending}
            onClick={() => file.mutate()}
          >
            <Trans>Export CSV</Trans>
          </Button>
        </>
      )}
    </>
  );
}
