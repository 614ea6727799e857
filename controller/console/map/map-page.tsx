/** The map screen: lamps on a map or in a table under one filter, and a panel for what is looked at. */
import { Trans, useLingui } from "@lingui/react/macro";
import { SegmentedControl, Title } from "@mantine/core";
import { Answer } from "../parts/answer.tsx";
import { EmptyState } from "../parts/state-note.tsx";
import { useTabTitle } from "../parts/use-tab-title.ts";
import { FilterBar } from "./filter-bar.tsx";
import type { FleetView } from "./fleet/fleet-view.ts";
import { MapBody } from "./map-body.tsx";
import classes from "./map-page.module.css";
import { useFleet } from "./use-fleet.ts";
import { useMapAddress } from "./use-map-address.ts";

export function Page() {
  const { t } = useLingui();
  const address = useMapAddress();
  const { query, version, changed } = useFleet(address.filter);
  const { values, set } = address;
  useTabTitle(t`Map`);
  return (
    <div className={classes.page}>
      <div className={classes.bar}>
        <Title order={1} size="h4" className={classes.title}>
          <Trans>Map</Trans>
        </Title>
        {query.data && <FilterBar table={query.data.table} values={values} set={set} />}
        <SegmentedControl
          className={classes.twin}
          size="xs"
          aria-label={t`How the lamps are shown`}
          data={[
            { value: "map", label: t`Map` },
            { value: "table", label: t`Table` },
          ]}
          value={values.show === "table" ? "table" : "map"}
          onChange={(value) => set({ show: value === "table" ? "table" : undefined })}
        />
      </div>
      <Answer of={query}>
        {(view: FleetView) =>
          view.table.size === 0 ? (
            <EmptyState title={<Trans>No lamps yet</Trans>}>
              <Trans>Lamps of your areas are shown here once they are in the inventory.</Trans>
            </EmptyState>
          ) : (
            <MapBody view={view} version={version} changed={changed} address={address} />
          )
        }
      </Answer>
    </div>
  );
}
