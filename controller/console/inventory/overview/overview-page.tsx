/** The city at a glance: how many of what, and the tree of areas down to circuits and roads. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconFileImport } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import type { FleetSnapshot } from "../../../api/map-schemas.ts";
import { useMay } from "../../api-client/me.ts";
import { useAreaScope } from "../../app/area-scope.tsx";
import { Answer } from "../../parts/answer.tsx";
import { Page as Frame } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/state-note.tsx";
import { useFormat } from "../../text/use-format.ts";
import { cityQuery, useInventoryNews } from "../queries.ts";
import { SortTabs } from "../sort-tabs.tsx";
import { branchAt, cityTree } from "./city-tree.ts";
import { Tree } from "./tree.tsx";

export function Page() {
  const navigate = useNavigate();
  const mayChange = useMay("inventory");
  const city = useQuery(cityQuery);
  useInventoryNews();
  return (
    <Frame
      title={<Trans>Inventory</Trans>}
      lead={<Trans>What the city's lighting consists of.</Trans>}
      actions={
        mayChange && (
          <Button
            leftSection={<IconFileImport size={16} />}
            onClick={() => void navigate({ to: "/inventory/import" as never })}
          >
            <Trans>Import lamps</Trans>
          </Button>
        )
      }
    >
      <SortTabs />
      <Answer of={city}>{(data) => <CityTree city={data} />}</Answer>
    </Frame>
  );
}

function CityTree({ city }: { readonly city: FleetSnapshot }) {
  const { t } = useLingui();
  const { compare } = useFormat();
  const { areaId } = useAreaScope();
  const tree = useMemo(() => cityTree(city, compare), [city, compare]);
  const shown = branchAt(tree, areaId);
  if (shown.length === 0) {
    return (
      <EmptyState title={<Trans>Nothing here yet</Trans>}>
        <Trans>Begin with an area and a lamp model; then import a file of lamps.</Trans>
      </EmptyState>
    );
  }
  return <Tree label={t`Areas, cabinets, circuits and roads`} nodes={shown} />;
}
