/** Lets troubles befall a city: chosen subjects or a share drawn by chance, each written into the truth. */
import type { SimCity } from "../run-city.ts";
import { allTroubles } from "./all-troubles.ts";
import type { Trouble } from "./trouble.ts";

/** A trouble that has begun. */
export interface Running {
  readonly trouble: Trouble;
  readonly subject: string;
  end(): void;
}

export function begin(city: SimCity, trouble: Trouble, subject: string): Running {
  const tell = (state: "start" | "end") =>
    city.truth?.record({ kind: "trouble", at: city.clock.now(), code: trouble.code, subject, state });
  tell("start");
  const stop = trouble.begin(city, subject);
  let over = false;
  return {
    trouble,
    subject,
    end() {
      if (over) return;
      over = true;
      stop();
      tell("end");
    },
  };
}

/**
 * Draws subjects for each trouble.
 * @param shares part of all candidates by code, 0…1; at least one where the share is above 0
 * @throws RangeError for a code nobody knows or a share outside 0…1
 */
export function inject(city: SimCity, shares: Readonly<Record<string, number>>): Running[] {
  const running: Running[] = [];
  for (const [code, share] of Object.entries(shares)) {
    const trouble = allTroubles.get(code);
    if (trouble === undefined) throw new RangeError(`no trouble ${code}; known: ${[...allTroubles.keys()].join(", ")}`);
    if (!(share >= 0 && share <= 1)) throw new RangeError(`${code}: share ${share} is not between 0 and 1`);
    const candidates = trouble.candidates(city);
    const count = share === 0 ? 0 : Math.max(1, Math.round(candidates.length * share));
    for (let n = 0; n < Math.min(count, candidates.length); n++) {
      // the chosen one changes places with the last that is left (Fisher–Yates)
      const left = candidates.length - n;
      const chosen = city.rng.integer(left);
      const subject = candidates[chosen]!;
      candidates[chosen] = candidates[left - 1]!;
      running.push(begin(city, trouble, subject));
    }
  }
  return running;
}
