/** Invoice and system: what the utility billed at each supply point against what was counted, and the files it came from. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUpload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useAreas } from "../api-client/areas.ts";
import { useMay } from "../api-client/me.ts";
import { useSite } from "../api-client/site.ts";
import { useAreaScope } from "../app/area-scope.tsx";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame, Section } from "../parts/page.tsx";
import { EmptyState } from "../parts/state-note.tsx";
import { dateOf } from "../text/civil-date.ts";
import { BillImports } from "./bill-imports.tsx";
import { ComparisonCard } from "./comparison-card.tsx";
import { energyPlace } from "./energy.ts";
import classes from "./energy-page.module.css";
import { ImportDialog } from "./import-dialog.tsx";
import { comparisonQuery, worstFirst } from "./supply-points.ts";

const year = 366 * 86_400_000;

export function Page() {
  const { t } = useLingui();
  const { timeZone, ahead } = useSite();
  const { areaId } = useAreaScope();
  const { data } = useAreas();
  const mayImport = useMay("energy");
  const [isImporting, { open, close }] = useDisclosure(false);
  const [since] = useState(() => dateOf(Date.now() + ahead - year, timeZone));
  const area = energyPlace(undefined, areaId, data?.areas ?? [])?.id;
  const comparison = useQuery(comparisonQuery(area, since));
  return (
    <Frame
      title={<Trans>Invoice and system</Trans>}
      lead={
        <Trans>
          Bills of the last twelve months against what cabinets and lamps counted. More than 3 % twice in a row is a
          finding.
        </Trans>
      }
      actions={
        <>
          <Link to={"/energy" as never} className={classes.link}>
            <Trans>Energy</Trans>
          </Link>
          {mayImport && (
            <Button leftSection={<IconUpload size={16} />} onClick={open}>
              <Trans>Import bills</Trans>
            </Button>
          )}
        </>
      }
    >
      <Answer of={comparison}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={<Trans>No bills yet</Trans>}>
              <Trans>
                Import the utility’s readings and invoices as a CSV file, one row for each period of a supply point.
              </Trans>
            </EmptyState>
          ) : (
            <ul className={classes.comparisons} aria-label={t`Supply points`}>
              {worstFirst(all).map((one) => (
                <ComparisonCard key={one.supplyPointId} comparison={one} />
              ))}
            </ul>
          )
        }
      </Answer>
      <Section title={<Trans>Files</Trans>}>
        <BillImports />
      </Section>
      {mayImport && <ImportDialog opened={isImporting} onClose={close} />}
    </Frame>
  );
}
