/** What reaches into two wards at once, and what happens in both while somebody watches. */
import type { ComposedAlone } from "./compose-alone.ts";
import { billRow, hour, importBills, planOf, type Ward, why, writer } from "./two-wards.ts";

/** Something of everything that the live stream tells, in one ward and in all of them at once. */
export async function stir({ controller, admin, clock }: ComposedAlone, wards: readonly Ward[]): Promise<void> {
  const city = writer(controller.api, admin);
  const wish = { target: { level: 20 }, until: clock.now() + hour, why };
  const everywhere = { ...wish, selection: { lampIds: wards.map(({ id }) => `${id}-lamp`) } };
  for (const { id, name, administrator } of wards) {
    const write = writer(controller.api, administrator);
    const lamp = { id: `${id}-new`, name: `${name} new`, areaId: id, use: "road", modelId: "model" };
    await write("POST", "/lamps", { ...lamp, lon: 106.65, lat: 10.98 });
    const order = { ...wish, selection: { groupId: `${id}-group` } };
    await write("POST", "/overrides", order);
    await write("POST", "/waiting-overrides", order);
    const plan = planOf(id, name);
    const draft = await write("PUT", `/plans/${id}-plan/draft`, { version: 2, plan, why });
    await write("POST", `/plans/${id}-plan/deploy`, { version: draft.version, why });
  }
  await city("POST", "/overrides", everywhere);
  await city("POST", "/waiting-overrides", everywhere);
  await clock.settleBy(20_000);
}

/** What two wards have in common: an order over both, and a file with bills of both. @returns ids that are both's. */
export async function share({ controller, admin, clock }: ComposedAlone, wards: readonly Ward[]): Promise<void> {
  const write = writer(controller.api, admin);
  const lampIds = wards.map(({ id }) => `${id}-lamp`);
  const wish = { target: { level: 30 }, until: clock.now() + hour, why };
  await write("POST", "/overrides", { ...wish, selection: { lampIds } });
  await write("POST", "/overrides", { ...wish, selection: { areaId: "city" } });
  await write("POST", "/waiting-overrides", { ...wish, selection: { lampIds } });
  const segments = wards.map(({ id }) => ({ cabinetId: `${id}-cabinet`, output: 1 }));
  await write("POST", "/isolations", { segments, why });
  await importBills(
    controller.api,
    admin,
    "both-bills",
    wards.map(({ id }) => billRow(id, "08")),
  );
}
