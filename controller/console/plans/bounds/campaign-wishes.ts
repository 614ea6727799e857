/** Campaigns to begin with: the saving order of a dry season as a whole, or one of its parts. */
import { useLingui } from "@lingui/react/macro";
import { dateOf } from "../../text/civil-day.ts";
import type { Campaign } from "../plan.ts";
import { useTonight } from "../use-night-line.ts";

export interface CampaignWish {
  readonly label: string;
  readonly create: (id: string) => Campaign;
}

/** Nights a campaign has to begin with. */
const usualNights = 45;

export function useCampaignWishes(): CampaignWish[] {
  const { t } = useLingui();
  const tonight = useTonight();
  const why = t`Saving electricity`;
  const late = { from: "22:00", to: "05:00" } as const;
  const base = { name: why, from: dateOf(tonight), to: dateOf(tonight + usualNights - 1), why };
  return [
    {
      label: t`A whole saving order: later on, earlier off, half the light after 22:00, decoration off`,
      create: (id) => ({
        ...base,
        id,
        // decoration is among its lamps, or its part would mean none
        scope: { use: "all" },
        shift: { onMinutes: 30, offMinutes: -30 },
        reductions: [{ ...late, byPercent: 50, scope: { use: "road" } }],
        curfews: [{ ...late, percent: 0, scope: { use: "decorative" } }],
      }),
    },
    {
      label: t`Later on, earlier off`,
      create: (id) => ({ ...base, id, scope: { use: "all" }, shift: { onMinutes: 15, offMinutes: -15 } }),
    },
    {
      label: t`Half the light after 22:00`,
      create: (id) => ({ ...base, id, scope: { use: "road" }, reductions: [{ ...late, byPercent: 50 }] }),
    },
    {
      label: t`Decoration off after 22:00`,
      create: (id) => ({ ...base, id, scope: { use: "decorative" }, curfews: [{ ...late, percent: 0 }] }),
    },
  ];
}
