/** What bounds a plan: the least a road keeps, the most hours allow, dated savings, single caps; and exceptions from them. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useSite } from "../../api-client/site.ts";
import { Section } from "../../parts/page.tsx";
import type { DraftWork } from "../draft/use-work.ts";
import { BoundList } from "./bound-list.tsx";
import classes from "./bounds.module.css";
import { CampaignForm } from "./campaign-form.tsx";
import { useCampaignWishes } from "./campaign-wishes.ts";
import { CurfewForm } from "./curfew-form.tsx";
import { FloorForm } from "./floor-form.tsx";
import { LimitForm } from "./limit-form.tsx";

export function BoundsTab({ work }: { readonly work: DraftWork | undefined }) {
  const { t } = useLingui();
  const { ahead } = useSite();
  const campaigns = useCampaignWishes();
  const hour = 3_600_000;
  return (
    <div className={classes.tab}>
      <Section title={<Trans>Road floors</Trans>}>
        <BoundList
          list="roadFloors"
          lead={<Trans>What a road keeps between dusk and dawn, whatever a calendar says.</Trans>}
          wishes={[
            {
              label: t`Add a floor`,
              create: (id) => ({
                id,
                name: t`Floor`,
                roadIds: [],
                spans: [{ from: "18:00", to: "22:00", level: 50 }],
              }),
            },
          ]}
          form={(floor, change) => <FloorForm floor={floor} onChange={change} work={work} />}
        />
      </Section>
      <Section title={<Trans>Curfews</Trans>}>
        <BoundList
          list="curfews"
          lead={<Trans>Every night between two times no more than this, whoever asks.</Trans>}
          wishes={[
            {
              label: t`Add a curfew`,
              create: (id) => ({
                id,
                name: t`Curfew`,
                scope: { use: "decorative" },
                from: "22:00",
                to: "05:00",
                percent: 0,
              }),
            },
          ]}
          form={(curfew, change) => <CurfewForm curfew={curfew} onChange={change} work={work} />}
        />
      </Section>
      <Section title={<Trans>Campaigns</Trans>}>
        <BoundList
          list="campaigns"
          lead={<Trans>Dated savings over every calendar in scope; they end by themselves.</Trans>}
          wishes={campaigns}
          form={(campaign, change) => <CampaignForm campaign={campaign} onChange={change} />}
        />
      </Section>
      <Section title={<Trans>Limits</Trans>}>
        <BoundList
          list="limits"
          lead={<Trans>One cap from one instant to another.</Trans>}
          wishes={[
            {
              label: t`Add a limit`,
              create: (id) => {
                const begin = Math.ceil((Date.now() + ahead) / hour) * hour;
                return {
                  id,
                  name: t`Limit`,
                  scope: { use: "road" },
                  percent: 70,
                  from: begin,
                  until: begin + 24 * hour,
                  why: t`Saving electricity`,
                };
              },
            },
          ]}
          form={(limit, change) => <LimitForm limit={limit} onChange={change} />}
        />
      </Section>
    </div>
  );
}
