/** Nights at places from the equator to the polar circle: when the sun sets and rises, and how high it stands. */
import { sunEvents, sunPosition } from "../behavior/sun.ts";
import type { VectorFile } from "./vector-file.ts";

const places = [
  ["Thủ Dầu Một", 10.98, 106.65, 7],
  ["Quito", -0.18, -78.47, -5],
  ["Ürümqi, whose clock runs two hours ahead of the sun", 43.83, 87.62, 8],
  ["Melbourne", -37.81, 144.96, 10],
  ["Reykjavík", 64.15, -21.94, 0],
  ["Tromsø, with days without night and nights without day", 69.65, 18.96, 1],
] as const;
const days = ["2026-03-20", "2026-06-21", "2027-02-06", "2027-12-22"];
const hour = 3_600_000;

export const sunVectors = {
  name: "sun.json",
  about:
    "Events of the night that begins at `noon` (EpochMs), whole seconds since 1970; hold them to ±2 s. An event that does not occur stands at the sun's lowest point (it never sinks that far) or highest (it never rises that far). `altitude` at 18:00 local, degrees without refraction, ±0.001.",
  cases: () =>
    places.flatMap(([name, lat, lon, zone]) =>
      days.map((date) => {
        const place = { lat, lon };
        const noon = Date.parse(`${date}T12:00Z`) - zone * hour;
        const seconds = Object.entries(sunEvents(place, noon)).map(([event, at]) => [event, Math.round(at / 1000)]);
        const { altitude } = sunPosition(place, noon + 6 * hour);
        return {
          name,
          date,
          place,
          noon,
          ...Object.fromEntries(seconds),
          altitude: Math.round(altitude * 1000) / 1000,
        };
      }),
    ),
} satisfies VectorFile;
