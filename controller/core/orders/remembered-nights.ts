/** Nights of a site, each reckoned once: the sun costs more than all that is asked of it. */
import { type Night, nightAt, type Site } from "#protocol/behavior/night.ts";

/** @returns the night an instant (EpochMs) belongs to. */
export function rememberedNights(site: Site): (at: number) => Night {
  const known: Night[] = [];
  return (at) => {
    const found = known.find(({ noon, nextNoon }) => noon <= at && at < nextNoon);
    if (found !== undefined) return found;
    const night = nightAt(site, at);
    known.push(night);
    return night;
  };
}
