/** Bounds in one line each, as they are read while they are folded. */
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useAreas } from "../../api-client/areas.ts";
import { dateText } from "../../text/civil-day.ts";
import { useFormat } from "../../text/use-format.ts";
import type { Campaign, Curfew, Limit, PartList, RoadFloor, Scope } from "../plan.ts";
import { useUseNames } from "./use-names.ts";

export type BoundKind = "roadFloors" | "curfews" | "campaigns" | "limits";
export const isBound = (list: PartList | "plan"): list is BoundKind =>
  list === "roadFloors" || list === "curfews" || list === "campaigns" || list === "limits";

interface Hours {
  readonly from: string;
  readonly to: string;
}

export function useBoundText() {
  const { t } = useLingui();
  const format = useFormat();
  const { data } = useAreas();
  const uses = useUseNames();
  const percent = (value: number) => format.percent(value / 100, 1);
  const hours = ({ from, to }: Hours) => (from === to ? t`all hours` : `${from} – ${to}`);
  const join = (parts: readonly (string | false | undefined)[]) => parts.filter(Boolean).join(" · ");

  function lamps({ use, areaIds = [], roadIds = [], circuitIds = [], groupIds = [], lampIds = [] }: Scope): string {
    const areas = areaIds.map((id) => data?.areas.find(({ areaId }) => areaId === id)?.name ?? id);
    const places = [
      ...areas,
      roadIds.length > 0 && t`${plural(roadIds.length, { one: "# road", other: "# roads" })}`,
      circuitIds.length > 0 && t`${plural(circuitIds.length, { one: "# circuit", other: "# circuits" })}`,
      groupIds.length > 0 && t`${plural(groupIds.length, { one: "# group", other: "# groups" })}`,
      lampIds.length > 0 && t`${plural(lampIds.length, { one: "# lamp", other: "# lamps" })}`,
    ].filter((place) => place !== false);
    const name = uses.find(({ value }) => value === use)?.label ?? use;
    return places.length === 0 ? name : `${name}: ${places.join(", ")}`;
  }

  const cap = (level: number) => (level === 0 ? t`off` : t`at most ${percent(level)}`);
  const part = (said: string, { scope, ...rest }: Hours & { readonly scope?: Scope }) =>
    `${said} ${hours(rest)}${scope === undefined ? "" : ` (${lamps(scope)})`}`;

  function shift({ onMinutes, offMinutes }: NonNullable<Campaign["shift"]>): string {
    return [
      onMinutes !== 0 && (onMinutes > 0 ? t`on ${onMinutes} min later` : t`on ${-onMinutes} min earlier`),
      offMinutes !== 0 && (offMinutes < 0 ? t`off ${-offMinutes} min earlier` : t`off ${offMinutes} min later`),
    ]
      .filter(Boolean)
      .join(", ");
  }

  return {
    roadFloors: ({ roadIds, spans }: RoadFloor) =>
      join([
        t`${plural(roadIds.length, { one: "# road", other: "# roads" })}`,
        ...spans.map((span) => `${hours(span)} ${t`at least ${percent(span.level)}`}`),
      ]),
    curfews: (curfew: Curfew) => join([lamps(curfew.scope), `${hours(curfew)} ${cap(curfew.percent)}`]),
    campaigns: (campaign: Campaign) =>
      join([
        `${dateText(campaign.from)} – ${dateText(campaign.to)}`,
        lamps(campaign.scope),
        campaign.shift && shift(campaign.shift),
        ...(campaign.reductions ?? []).map((each) => part(`−${percent(each.byPercent)}`, each)),
        ...(campaign.curfews ?? []).map((each) => part(cap(each.percent), each)),
      ]),
    limits: (limit: Limit) =>
      join([
        lamps(limit.scope),
        cap(limit.percent),
        `${format.dateTime(limit.from)} – ${format.dateTime(limit.until)}`,
      ]),
  } as const;
}
