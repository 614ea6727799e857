/** The time of a switch point as people say it: a clock time, or so many minutes around an event of the sun. */
import type { SunEventName } from "#protocol/wire/vocabulary.ts";
import type { PointTime } from "./plan.ts";

const sunNames: Readonly<Record<"vi" | "en", Readonly<Record<SunEventName, string>>>> = {
  vi: { sunset: "mặt trời lặn", civilDusk: "cuối chạng vạng", civilDawn: "rạng đông", sunrise: "mặt trời mọc" },
  en: { sunset: "sunset", civilDusk: "civil dusk", civilDawn: "civil dawn", sunrise: "sunrise" },
};

/** @returns "22:00", "mặt trời lặn +10 phút", "sunrise −15 min"; clamps are not said. */
export function pointName(language: "vi" | "en", time: PointTime): string {
  if ("clock" in time) return time.clock.slice(0, 5);
  const event = sunNames[language][time.sun];
  const { offset = 0 } = time;
  if (offset === 0) return event;
  const sign = offset > 0 ? "+" : "−";
  return `${event} ${sign}${Math.abs(offset)} ${language === "vi" ? "phút" : "min"}`;
}
