/** A step of the energy table in words: a half-hour by its clock, a day by its date, a month by its number. */
import { useFormat } from "../text/use-format.ts";
import type { Figure, Resolution } from "./energy.ts";

export function useStepText(by: Resolution): (figure: Pick<Figure, "from">) => string {
  const format = useFormat();
  return ({ from }) => {
    if (by === "halfHour") return format.dateTime(from);
    // a month begins within itself, also where a period begins later in it
    return by === "day" ? format.date(from) : format.date(from).slice(3);
  };
}
