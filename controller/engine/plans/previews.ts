/**
 * Plans run over nights to come while people wait: a few at once for each person, in slices between which everything
 * else has its turn. Where the results stay is the shelf's business.
 */
import { nightBounds, utcOf } from "#protocol/behavior/civil-time.ts";
import type { Clock } from "../../clock.ts";
import type { BaselineRecording } from "../../core/energy/baseline.ts";
import type { RatesRevision } from "../../core/energy/rates.ts";
import { planningSite, type Site } from "../../core/fleet/configure.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import { type Selection, selectLamps } from "../../core/inventory/select.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import { compilePlanSteps } from "../../core/plans/compile/compile-plans.ts";
import { dayOf } from "../../core/plans/days.ts";
import type { FullDate, Plan } from "../../core/plans/plan.ts";
import type { PlanRevision } from "../../core/plans/plan-revision.ts";
import type { PlanStore } from "../../core/plans/ports.ts";
import { previewSteps } from "../../core/plans/preview/preview.ts";
import { usualNights } from "../../core/plans/preview/preview-request.ts";
import type { PreviewReport } from "../../core/plans/preview/report.ts";
import { isBroken } from "../../core/plans/validate/problem.ts";
import { placesOf } from "../../core/plans/validate/problem-places.ts";
import type { Steps } from "../../core/steps.ts";
import { ControllerError } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { InSlices } from "../in-slices.ts";
import type { Plans } from "./plans.ts";
import { createPreviewShelf, type KeptPreview, type Preview } from "./preview-shelf.ts";

export interface PreviewsDeps {
  readonly clock: Clock;
  readonly plans: Pick<Plans, "find" | "revision" | "problemsOf">;
  readonly store: Pick<PlanStore, "inForceAt">;
  readonly inventory: () => Inventory;
  readonly index: () => InventoryIndex;
  readonly site: () => Site;
  readonly rates: () => RatesRevision;
  readonly baselines: () => readonly BaselineRecording[];
  readonly inSlices: InSlices;
  readonly newId: () => string;
  readonly log: Log;
}

/** What a person wants to see. */
export interface PreviewWish {
  readonly planId: string;
  /** Absent: the draft where there is one, else what is in force. */
  readonly revision?: number;
  /** Absent: all lamps of the plan's area. */
  readonly selection?: Selection;
  /** First night; absent: the present one. */
  readonly from?: FullDate;
  /** 1…400; absent: 366. */
  readonly nights?: number;
}

export interface Previews {
  /**
   * Begins a preview.
   * @throws ControllerError `plans/unknown`, `plans/no-draft`, `plans/invalid` with every problem, `plans/empty-target`,
   * `people/outside-area`, `plans/previews-full`.
   */
  ask(person: Person, wish: PreviewWish): Promise<Preview>;
  /** The person's own, newest first. */
  list(person: Person): readonly Preview[];
  /** @throws ControllerError `plans/preview-unknown`. */
  find(person: Person, id: string): Preview;
  /** Its result. @throws ControllerError `plans/preview-unknown`, `plans/preview-unfinished`. */
  report(person: Person, id: string): PreviewReport;
  /** Stops it where it runs, and forgets it. */
  drop(person: Person, id: string): void;
  close(): Promise<void>;
}

/** Previews of one person that wait or run. */
export const mostPerPerson = 2;
/** Previews that run by turns; the others wait, so that a turn of everything else comes after two slices. */
const mostAtOnce = 2;
export function createPreviews(deps: PreviewsDeps): Previews {
  const { clock, plans, log } = deps;
  const shelf = createPreviewShelf({ clock, areas: () => deps.inventory().area });
  const waiting: (() => void)[] = [];
  const running = new Set<Promise<void>>();
  let places = mostAtOnce;

  function checkRoom(person: Person): void {
    const own = shelf.list(person).filter(({ endedAt }) => endedAt === undefined).length;
    if (own < mostPerPerson) return;
    throw new ControllerError(
      "plans/previews-full",
      `${own} previews of yours are under way, and ${mostPerPerson} may be. Wait for one, or cancel it.`,
      { params: { running: own, most: mostPerPerson } },
    );
  }

  async function revisionFor(person: Person, { planId, revision }: PreviewWish): Promise<PlanRevision> {
    const { draft, inForce } = await plans.find(planId);
    const found = revision === undefined ? (draft ?? inForce)! : await plans.revision(planId, revision);
    if (mayIn(person, "read", (inForce ?? draft)!.plan.areaId, deps.inventory().area)) return found;
    throw new ControllerError("plans/unknown", `There is no plan ${planId}.`, { params: { id: planId } });
  }

  async function refuseWrong(plan: Plan): Promise<void> {
    const errors = (await plans.problemsOf(plan)).filter(isBroken);
    if (errors.length === 0) return;
    throw new ControllerError("plans/invalid", `${plan.name} has ${errors.length} problems and cannot be run.`, {
      places: placesOf(errors, "plan."),
      params: { id: plan.id, count: errors.length },
    });
  }

  /** @returns areas of the lamps. A selection that reaches outside is refused whole: half a road is not what was meant. */
  function areasOf(person: Person, lampIds: readonly string[]): string[] {
    const { lamp, area } = deps.inventory();
    if (lampIds.length === 0) {
      throw new ControllerError("plans/empty-target", "No lamp in use matches the selection; point at others.");
    }
    const areaIds = [...new Set(lampIds.map((id) => lamp.get(id)!.areaId))];
    const outside = areaIds.find((areaId) => !mayIn(person, "read", areaId, area));
    if (outside === undefined) return areaIds;
    const name = area.get(outside)?.name ?? outside;
    throw new ControllerError("people/outside-area", `${person.name} may not look at lamps in ${name}.`, {
      params: { power: "read", areaId: outside, area: name },
    });
  }

  /** The work of one preview; the city is the one of the moment it was asked for. */
  function work(preview: KeptPreview, plan: Plan, revisions: readonly PlanRevision[]): Steps<PreviewReport, unknown> {
    const { selection, from, nights, rates, baselines } = preview;
    const [inventory, index, site] = [deps.inventory(), deps.index(), deps.site()];
    const presentPlans = revisions.map((revision) => revision.plan);
    const isPresent = revisions.some((one) => one.plan.id === plan.id && one.revision === preview.revision);
    const city = { inventory, index, site: planningSite(site), now: utcOf([...site.offsets], (from + 0.5) * dayMs) };
    return (function* () {
      const inForce = yield* compilePlanSteps({ ...city, plans: presentPlans });
      const others = presentPlans.filter(({ id }) => id !== plan.id);
      const compiled = isPresent ? inForce : yield* compilePlanSteps({ ...city, plans: [...others, plan] });
      return yield* previewSteps({
        plans: compiled,
        inForce,
        inventory,
        index,
        site,
        selection,
        from,
        nights,
        rates: rates.rates,
        baselines: baselines.map(({ baseline }) => baseline),
      });
    })();
  }

  async function run(preview: KeptPreview, steps: Steps<PreviewReport, unknown>): Promise<void> {
    if (places > 0) places--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      if (!preview.isDropped) preview.state = "running";
      const report = await deps.inSlices(watched(preview, steps));
      if (report !== undefined) Object.assign(preview, { state: "done", share: 1, report });
    } catch (error) {
      preview.state = "failed";
      log.error(error, `preview ${preview.id} of plan ${preview.plan.id}`);
    } finally {
      const next = waiting.shift();
      if (next === undefined) places++;
      else next();
      shelf.ended(preview);
    }
  }

  return {
    async ask(person, wish) {
      checkRoom(person);
      const { plan, revision } = await revisionFor(person, wish);
      const selection = wish.selection ?? { areaId: plan.areaId, decorative: true };
      areasOf(person, selectLamps(deps.inventory(), deps.index(), selection));
      await refuseWrong(plan);
      const revisions = await deps.store.inForceAt(clock.now());
      // others may have asked, and the city may have changed, while the plan was judged
      checkRoom(person);
      const lampIds = selectLamps(deps.inventory(), deps.index(), selection);
      const preview: KeptPreview = {
        id: deps.newId(),
        personId: person.id,
        askedAt: clock.now(),
        plan: { id: plan.id, name: plan.name, areaId: plan.areaId },
        revision,
        selection,
        from: wish.from === undefined ? nightBounds([...deps.site().offsets], clock.now()).date : dayOf(wish.from),
        nights: wish.nights ?? usualNights,
        lamps: lampIds.length,
        areaIds: areasOf(person, lampIds),
        rates: deps.rates(),
        baselines: deps.baselines(),
        state: "waiting",
        share: 0,
        isDropped: false,
      };
      shelf.put(preview);
      const under = run(preview, work(preview, plan, revisions)).finally(() => running.delete(under));
      running.add(under);
      return preview;
    },
    list: shelf.list,
    find: shelf.find,
    report(person, id) {
      const { state, share, report } = shelf.find(person, id);
      if (report !== undefined) return report;
      const percent = Math.floor(share * 100);
      throw new ControllerError("plans/preview-unfinished", `Preview ${id} is ${state} (${percent} %).`, {
        params: { id, state, percent },
      });
    },
    drop: (person, id) => shelf.forget(shelf.find(person, id)),
    async close() {
      shelf.clear();
      await Promise.all(running);
    },
  };
}

const dayMs = 86_400_000;
/** The same work, telling how far it is; given up where nobody wants it any more. */
function* watched<T>(preview: KeptPreview, steps: Steps<T, unknown>): Steps<T | undefined> {
  while (!preview.isDropped) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (typeof step.value === "number") preview.share = step.value;
    yield;
  }
  return undefined;
}
