/** Tonight: what should shine and what does, what needs somebody, and what is under way. */
import { Plural, Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconBulb } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type Area, useAreas } from "../api-client/areas.ts";
import { expectedQuery } from "../api-client/expected.ts";
import { useMay } from "../api-client/me.ts";
import { useSite } from "../api-client/site.ts";
import { useAreaScope } from "../app/area-scope.tsx";
import { type Order, useOpenOrders } from "../overrides/open-orders.ts";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame, Section } from "../parts/page.tsx";
import { EmptyState } from "../parts/state-note.tsx";
import { type Night, nightOf } from "../text/night.ts";
import { useFormat } from "../text/use-format.ts";
import { useNow } from "../text/use-now.ts";
import { AreaTable } from "./area-table.tsx";
import { Attention } from "./attention.tsx";
import { useConcerns } from "./concerns.ts";
import { Figures } from "./figures.tsx";
import { NightBar } from "./night-bar.tsx";
import { OpenOrders } from "./open-orders.tsx";
import { RunningJobs } from "./running-jobs.tsx";
import { addUp } from "./sum.ts";
import classes from "./tonight.module.css";
import { useEnergy } from "./use-energy.ts";

export function Page() {
  const site = useSite();
  const { areaId, within } = useAreaScope();
  const areas = useAreas();
  const night = nightOf(useNow(60_000), site);
  const orders = useOpenOrders().data ?? [];
  const here = areas.data?.areas.filter(
    ({ areaId, lamps }) => lamps > 0 && (within === undefined || within.has(areaId)),
  );
  return (
    <Frame title={<Trans>Tonight</Trans>} lead={<Lead night={night} areas={here} />}>
      <NightBar night={night} changes={changesOf(orders)} />
      <Answer of={areas}>
        {() => (here?.length ? <City areas={here} areaId={areaId} noon={night.noon} /> : <NoLamps />)}
      </Answer>
    </Frame>
  );
}

function Lead({ night, areas }: { readonly night: Night; readonly areas: readonly Area[] | undefined }) {
  const format = useFormat();
  const lamps = areas?.reduce((sum, area) => sum + area.lamps, 0);
  return (
    <>
      <Trans>Night {format.night(night.noon)}</Trans>
      {lamps !== undefined && (
        <>
          {" · "}
          <Plural value={lamps} one="# lamp" other="# lamps" />
        </>
      )}
    </>
  );
}

function NoLamps() {
  const mayEnter = useMay("inventory");
  return (
    <EmptyState title={<Trans>No lamps here yet</Trans>} icon={IconBulb}>
      <p>
        <Trans>They appear when lamps are entered into the inventory, or taken in on site.</Trans>
      </p>
      {mayEnter && (
        <Button component={Link} to="/inventory" variant="default">
          <Trans>To the inventory</Trans>
        </Button>
      )}
    </EmptyState>
  );
}

interface CityProps {
  readonly areas: readonly Area[];
  readonly areaId: string | undefined;
  /** EpochMs, the night's. */
  readonly noon: number;
}

function City({ areas, areaId, noon }: CityProps) {
  const expected = useQuery(expectedQuery).data;
  const concerns = useConcerns(noon);
  const used = useEnergy(areas, areaId, noon);
  const light = new Map((expected?.areas ?? []).map((area) => [area.areaId, area]));
  const sum = addUp(areas, expected === undefined ? undefined : light);
  return (
    <>
      <Figures sum={sum} used={used} />
      <div className={classes.columns}>
        <div className={classes.now}>
          <Section title={<Trans>Needs attention</Trans>}>
            <Attention sum={sum} concerns={concerns} />
          </Section>
          <Section title={<Trans>In force now</Trans>}>
            <OpenOrders />
          </Section>
          <Section title={<Trans>Running jobs</Trans>}>
            <RunningJobs />
          </Section>
        </div>
        <div className={classes.areas}>
          <Section title={<Trans>Areas</Trans>}>
            <AreaTable areas={areas} light={light} />
          </Section>
        </div>
      </div>
    </>
  );
}

/** @returns EpochMs, each once. */
const changesOf = (orders: readonly Order[]): number[] => [
  ...new Set(orders.flatMap(({ from, until }) => [from, until]).filter((at) => at !== undefined)),
];
