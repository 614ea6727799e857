/** The rates of the site: seeded once from a file, kept up by administrators, every version readable for ever. */
import type { Clock } from "../../clock.ts";
import { judgeRates } from "../../core/energy/judge-rates.ts";
import type { Rates, RatesRevision } from "../../core/energy/rates.ts";
import type { RatesStore } from "../../core/energy/table-ports.ts";
import { hasEverywhere } from "../../core/people/grants.ts";
import type { Person } from "../../core/people/model.ts";
import type { PlanAct } from "../../core/plans/plan-revision.ts";
import { ControllerError, type Place } from "../../errors.ts";

export interface RateTablesDeps {
  readonly clock: Clock;
  readonly store: RatesStore;
  /** What a fresh installation begins with, and where that was read; asked once in its life. */
  readonly seed: () => { readonly rates: Rates; readonly source: string };
  /** Writes an instant as people of the site read it. */
  readonly writeTime: (at: number) => string;
}

export interface RateTables {
  /** The version that holds. */
  current(): RatesRevision;
  /** Newest first. */
  revisions(): Promise<RatesRevision[]>;
  /**
   * A further version over the one the person read.
   * @throws ControllerError `energy/invalid` with every place, `energy/changed-meanwhile`, `people/outside-area`.
   */
  save(
    person: Person,
    rates: Rates,
    readVersion: number,
    reason: Pick<PlanAct, "why" | "documentNumber">,
  ): Promise<RatesRevision>;
}

/** @throws ControllerError as `seed` does, on the first start only. */
export async function createRateTables({ clock, store, seed, writeTime }: RateTablesDeps): Promise<RateTables> {
  let current = (await store.revisions())[0] ?? (await sow());

  async function sow(): Promise<RatesRevision> {
    const { rates, source } = seed();
    const saved = { at: clock.now(), personId: "system", personName: "Den", why: `first start: ${source}` };
    const revision = { version: 1, rates, saved };
    await store.insert(revision);
    return revision;
  }

  return {
    current: () => current,
    revisions: () => store.revisions(),
    async save(person, rates, readVersion, reason) {
      if (!hasEverywhere(person, "energy")) {
        throw new ControllerError("people/outside-area", "Rates hold for the whole city: you need the power there.", {
          params: { power: "energy" },
        });
      }
      const places = judgeRates(rates).map((place) => ({ ...place, path: `body.rates.${place.path}` }));
      if (places.length > 0) throw invalid(places);
      const revision: RatesRevision = {
        version: readVersion + 1,
        rates,
        saved: { at: clock.now(), personId: person.id, personName: person.name, ...reason },
      };
      if (readVersion !== current.version || !(await store.insert(revision))) {
        current = (await store.revisions())[0] ?? current;
        const { personName, at } = current.saved;
        throw new ControllerError(
          "energy/changed-meanwhile",
          `${personName} saved the rates at ${writeTime(at)}. Read them again and make your change there.`,
          { params: { person: personName, at: writeTime(at), version: current.version } },
        );
      }
      current = revision;
      return revision;
    },
  };
}

function invalid(places: Place[]): ControllerError {
  const [first] = places;
  return new ControllerError("energy/invalid", `${first?.path}: ${first?.message}. Nothing was changed.`, {
    places,
    params: { count: places.length },
  });
}
