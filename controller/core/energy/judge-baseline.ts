/** What can be wrong with a baseline beyond its shape: a survey that is still to come, programs that contradict themselves. */
import type { Place } from "../../errors.ts";
import { dayOf } from "../plans/days.ts";
import { judgeProgram } from "../plans/validate/judge-programs.ts";
import { createReport } from "../plans/validate/problem.ts";
import { placesOf } from "../plans/validate/problem-places.ts";
import type { Baseline } from "./baseline.ts";

/**
 * @param today local date of the site, days since 1970-01-01.
 * @returns every place that is wrong, in the order of the document; paths begin at the baseline.
 */
export function judgeBaseline({ recordedOn, groups }: Baseline, today: number): Place[] {
  const { problems, report } = createReport();
  for (const [n, { program }] of groups.entries()) judgeProgram(program, `groups[${n}].program`, report);
  const names = groups.map(({ name }) => name);
  return [
    ...(dayOf(recordedOn) > today
      ? [{ path: "recordedOn", message: "the survey lies in the future", messageVi: "ngày khảo sát ở tương lai" }]
      : []),
    ...names.flatMap((name, n): Place[] =>
      names.indexOf(name) === n
        ? []
        : [
            {
              path: `groups[${n}].name`,
              message: `"${name}" stands at groups[${names.indexOf(name)}] already`,
              messageVi: `“${name}” đã dùng ở groups[${names.indexOf(name)}]`,
            },
          ],
    ),
    ...placesOf(problems),
  ];
}
