import { expect, it } from "vitest";
import type { PreviewReport } from "../../../../controller/core/plans/preview/report.ts";
import { weighReport } from "../../../../controller/core/plans/preview/weigh-report.ts";
import { createPreviewShelf, type KeptPreview, mostBytes } from "../../../../controller/engine/plans/preview-shelf.ts";
import { street } from "../../../support/control-room.ts";
import { createFakeClock } from "../../../support/fake-clock.ts";
import { aPerson, evening } from "../../../support/fleet-things.ts";
import { cityPlan } from "../../core/plans/plan-of-a-town.ts";
import { previewOf, rates } from "../../core/plans/preview/preview-town.ts";

const person = aPerson("administrator");
const small = previewOf({ plans: [cityPlan] });

function aPreview(id: string, report: PreviewReport): KeptPreview {
  return {
    id,
    personId: person.id,
    askedAt: evening,
    plan: cityPlan,
    revision: 1,
    selection: { areaId: "city" },
    from: small.from,
    nights: 1,
    lamps: 4,
    areaIds: ["city"],
    rates: { version: 1, rates, saved: { at: evening, personId: "system", personName: "Den", why: "" } },
    baselines: [],
    state: "done",
    share: 1,
    report,
    isDropped: false,
  };
}

it("the oldest results go when all of them hold too much; the newest stays however large it is", () => {
  const clock = createFakeClock(evening);
  const shelf = createPreviewShelf({ clock, areas: () => street.area });
  const withNights = (count: number): PreviewReport => ({ ...small, byNight: Array(count).fill(small.byNight[0]) });
  const nights = Math.ceil(((0.4 * mostBytes) / (weighReport(withNights(1001)) - weighReport(withNights(1)))) * 1000);
  const large = withNights(nights);
  const put = (id: string, report: PreviewReport) => {
    const preview = aPreview(id, report);
    shelf.put(preview);
    shelf.ended(preview);
    clock.advanceTo(clock.now() + 1000);
  };
  const ids = () => shelf.list(person).map(({ id }) => id);
  for (const id of ["first", "second", "third"]) put(id, large);
  expect(ids()).toEqual(["third", "second"]);
  put("huge", withNights(nights * 10));
  expect(ids()).toEqual(["huge"]);
  put("small", small);
  expect(ids()).toEqual(["small"]);
});
