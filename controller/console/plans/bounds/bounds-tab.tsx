/** What bounds a plan: the least a road keeps, the most hours allow, dated savings, single caps; and exceptions from them. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useSite } from "../../api-client/site.ts";
import { Section } from "../../parts/page.tsx";
import { dateOf } from "../../text/civil-day.ts";
import type { DraftWork } from "../draft/use-work.ts";
import { useTonight } from "../use-night-line.ts";
import { BoundList } from "./bound-list.tsx";
import { CampaignForm } from "./campaign-form.tsx";
import { CurfewForm } from "./curfew-form.tsx";
import { FloorForm } from "./floor-form.tsx";
import { LimitForm } from "./limit-form.tsx";

export function BoundsTab({ work }: { readonly work: DraftWork | undefined }) {
  const { t } = useLingui();
  const tonight = useTonight();
  const { ahead } = useSite();
  const from = dateOf(tonight);
  const hour = 3_600_000;
  return (
    <>
      <Section title={<Trans>Road floors</Trans>}>
        <BoundList
          list="roadFloors"
          lead={<Trans>What a road keeps between dusk and dawn, whatever a calendar says.</Trans>}
          create={(id) => ({
            id,
            name: t`Floor`,
            roadIds: [],
            spans: [{ from: "18:00", to: "22:00", level: 50 }],
          })}
          form={(floor, change) => <FloorForm floor={floor} onChange={change} work={work} />}
        />
      </Section>
      <Section title={<Trans>Curfews</Trans>}>
        <BoundList
          list="curfews"
          lead={<Trans>Every night between two times no more than this, whoever asks.</Trans>}
          create={(id) => ({
            id,
            name: t`Curfew`,
            scope: { use: "decorative" },
            from: "22:00",
            to: "05:00",
            percent: 0,
          })}
          form={(curfew, change) => <CurfewForm curfew={curfew} onChange={change} work={work} />}
        />
      </Section>
      <Section title={<Trans>Campaigns</Trans>}>
        <BoundList
          list="campaigns"
          lead={<Trans>Dated savings over every calendar in scope; they end by themselves.</Trans>}
          create={(id) => ({
            id,
            name: t`Saving electricity`,
            from,
            to: dateOf(tonight + 30),
            scope: { use: "road" },
            shift: { onMinutes: 15, offMinutes: -15 },
            why: t`Saving electricity`,
          })}
          form={(campaign, change) => <CampaignForm campaign={campaign} onChange={change} />}
        />
      </Section>
      <Section title={<Trans>Limits</Trans>}>
        <BoundList
          list="limits"
          lead={<Trans>One cap from one instant to another.</Trans>}
          create={(id) => {
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
          }}
          form={(limit, change) => <LimitForm limit={limit} onChange={change} />}
        />
      </Section>
    </>
  );
}
