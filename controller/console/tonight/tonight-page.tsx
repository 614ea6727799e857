/** Tonight: what should shine and what does, what needs somebody, and what is under way. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useAreas } from "../api-client/areas.ts";
import { useSite } from "../api-client/site.ts";
import { useAreaScope } from "../app/area-scope.tsx";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame, Section } from "../parts/page.tsx";
import { nightOf } from "../text/night.ts";
import { useFormat } from "../text/use-format.ts";
import { useNow } from "../text/use-now.ts";
import { AreaTable } from "./area-table.tsx";
import { Attention } from "./attention.tsx";
import { Figures } from "./figures.tsx";
import { NightBar } from "./night-bar.tsx";
import { OpenOrders } from "./open-orders.tsx";
import { expectedQuery } from "./queries.ts";
import { RunningJobs } from "./running-jobs.tsx";
import { addUp } from "./sum.ts";
import classes from "./tonight.module.css";
import { useEnergy } from "./use-energy.ts";

export function Page() {
  const format = useFormat();
  const site = useSite();
  const { areaId, within } = useAreaScope();
  const areas = useAreas();
  const expected = useQuery(expectedQuery);
  const night = nightOf(useNow(60_000), site);
  const used = useEnergy(areas.data?.areas ?? [], areaId, night.noon);
  return (
    <Frame title={<Trans>Tonight</Trans>} lead={<Trans>Night {format.night(night.noon)}</Trans>}>
      <NightBar night={night} />
      <Answer of={areas}>
        {({ areas }) => {
          const here = areas.filter(({ areaId, lamps }) => lamps > 0 && (within === undefined || within.has(areaId)));
          const light = new Map((expected.data?.areas ?? []).map((area) => [area.areaId, area]));
          const sum = addUp(here, expected.data === undefined ? undefined : light);
          return (
            <>
              <Figures sum={sum} used={used} />
              <div className={classes.columns}>
                <Section title={<Trans>Areas</Trans>}>
                  <AreaTable areas={here} light={light} />
                </Section>
                <div>
                  <Section title={<Trans>Needs attention</Trans>}>
                    <Attention sum={sum} />
                  </Section>
                  <Section title={<Trans>In force now</Trans>}>
                    <OpenOrders />
                  </Section>
                  <Section title={<Trans>Running jobs</Trans>}>
                    <RunningJobs />
                  </Section>
                </div>
              </div>
            </>
          );
        }}
      </Answer>
    </Frame>
  );
}
