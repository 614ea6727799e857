/** Plans of the bench town: two calendars, each for one half of its areas, deployed over the API as people do. */
import type { ApiClient } from "../support/api-client.ts";
import { until } from "../support/api-client.ts";
import { areaIds, wholeTown } from "./town.ts";

export interface ShownDeployment {
  readonly id: string;
  readonly state: string;
  readonly devices: number;
  readonly counts: Readonly<Record<"waiting" | "told" | "away" | "holding" | "refused", number>>;
}

/** Percent of the lamps in either half. */
export interface Levels {
  readonly first: number;
  readonly second: number;
}

const plan = "streets";
const why = "measuring";

function planOf(levels: Levels) {
  const halves = ["first", "second"] as const;
  return {
    name: "Streets",
    areaId: wholeTown,
    programs: halves.map((half) => ({
      id: half,
      name: half,
      points: [
        { at: { sun: "sunset" }, target: { level: levels[half] } },
        { at: { sun: "sunrise" }, target: { level: 0 } },
      ],
    })),
    calendars: halves.map((half) => ({ id: half, name: half, rules: [], defaultProgramId: half })),
    holidaySets: [],
    assignments: areaIds.map((areaId, n) => ({
      id: areaId,
      to: { areaId },
      calendarId: halves[n < areaIds.length / 2 ? 0 : 1],
    })),
    roadFloors: [],
    curfews: [],
    campaigns: [],
    limits: [],
  };
}

/** Deploys it, for the first time or over what is in force. Answers as soon as the first wave is out. */
export async function deployTown(admin: ApiClient, levels: Levels): Promise<ShownDeployment> {
  const { items } = await admin.get<{ items: { id: string }[] }>("/plans");
  const { version } = items.some(({ id }) => id === plan)
    ? await admin.post<{ version: number }>(`/plans/${plan}/draft`, { why })
    : await admin.post<{ version: number }>("/plans", { id: plan, name: "Streets", areaId: wholeTown, why });
  const saved = await admin.put<{ version: number; problems: unknown[] }>(`/plans/${plan}/draft`, {
    version,
    plan: planOf(levels),
    why,
  });
  if (saved.problems.length > 0) throw new Error(JSON.stringify(saved.problems));
  return admin.post<ShownDeployment>(`/plans/${plan}/deploy`, { version: saved.version, why });
}

/** Resolves when the deployment is done and every device that is connected holds it. */
export const deployed = (admin: ApiClient, id: string, within: number): Promise<ShownDeployment> =>
  until(
    () => admin.get<ShownDeployment>(`/deployments/${id}`),
    ({ state, counts }) => state === "done" && counts.told === 0,
    within,
  );
