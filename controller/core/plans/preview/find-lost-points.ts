/** Switch points within a minute of each other, and those that another point or the end of the night leaves without effect. */
import type { Site } from "../../fleet/configure.ts";
import { type Finder, minute, planNamed, programKey, programPlace } from "./finder.ts";
import type { FindingPlace } from "./finding.ts";
import { createTally } from "./tally.ts";
import { clockName, nightName } from "./words.ts";

interface PointPlace {
  readonly place: FindingPlace;
  /** EpochMs of the later of two. */
  readonly at?: number;
  readonly seconds?: number;
}

export function findLostPoints(offsets: Site["offsets"]): Finder {
  const close = createTally<PointPlace>();
  const lost = createTally<PointPlace>();
  return {
    look(seen) {
      const { course, resolved, steps, night } = seen;
      if (resolved === undefined || course.calendar === undefined) return;
      const { document, programs } = course.calendar;
      const sources = programs[resolved.program]?.points ?? [];
      const key = programKey(seen);
      const placeOf = (point: number): FindingPlace => {
        const source = sources[point];
        return { ...programPlace(seen), ...(source === undefined ? {} : { point: source }) };
      };
      for (const [n, { at, point }] of steps.entries()) {
        const before = steps[n - 1];
        if (point === undefined || before?.point === undefined || at - before.at >= minute) continue;
        const subject = { place: placeOf(point), at, seconds: (at - before.at) / 1000 };
        close.note(`${key}/${sources[point] ?? -1}`, subject, {
          day: night.date,
          value: minute - (at - before.at),
          at,
        });
      }
      const { points } = document.programs[resolved.program]!;
      if (steps.filter(({ point }) => point !== undefined).length === points.length) return;
      const present = new Set(steps.map(({ point }) => point));
      for (const point of points.keys()) {
        if (present.has(point) || sources[point] === undefined) continue;
        lost.note(`${key}/${sources[point]}`, { place: placeOf(point) }, { day: night.date, value: 0 });
      }
    },
    findings: () => [
      ...close.observations().map(({ subject: { place, at = 0, seconds = 0 }, nights }) => ({
        code: "pointsTooClose" as const,
        severity: "warning" as const,
        place,
        nights,
        figures: { seconds: Math.round(seconds) },
        sentence: {
          vi: `${planNamed("vi", place)}: hai điểm chuyển cách nhau ${Math.round(seconds)} giây lúc ${clockName(at, offsets)} (${nightName("vi", nights.worst)}; ${nights.count} đêm).`,
          en: `${planNamed("en", place)}: two switch points ${Math.round(seconds)} s apart at ${clockName(at, offsets)} (${nightName("en", nights.worst)}; ${nights.count} nights).`,
        },
      })),
      ...lost.observations().map(({ subject: { place }, nights }) => ({
        code: "pointWithoutEffect" as const,
        severity: "warning" as const,
        place,
        nights,
        figures: { point: (place.point ?? 0) + 1 },
        sentence: {
          vi: `${planNamed("vi", place)}: điểm thứ ${(place.point ?? 0) + 1} không có tác dụng trong ${nights.count} đêm, vì điểm khác trùng giờ hoặc đêm đã hết (${nightName("vi", nights.worst)}).`,
          en: `${planNamed("en", place)}: point ${(place.point ?? 0) + 1} has no effect in ${nights.count} nights, because another falls on the same instant or the night is over (${nightName("en", nights.worst)}).`,
        },
      })),
    ],
  };
}
