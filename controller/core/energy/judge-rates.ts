/** What can be wrong with rates beyond their shape: names that mean two things or nothing, days with two figures. */
import type { Place } from "../../errors.ts";
import { dayOf } from "../plans/days.ts";
import type { DatedFigure, Rates } from "./rates.ts";

/** @returns every place that is wrong, in the order of the document; paths begin at the rates. */
export function judgeRates({ priceClasses, lightingClass, gridFactor }: Rates): Place[] {
  const ids = priceClasses.map(({ id }) => id);
  return [
    ...priceClasses.flatMap(({ id, prices }, n): Place[] => [
      ...(ids.indexOf(id) < n
        ? [
            {
              path: `priceClasses[${n}].id`,
              message: `class "${id}" stands at priceClasses[${ids.indexOf(id)}] already`,
              messageVi: `mã “${id}” đã dùng ở priceClasses[${ids.indexOf(id)}]`,
            },
          ]
        : []),
      ...judgeTable(prices, `priceClasses[${n}].prices`),
    ]),
    ...(lightingClass === undefined || ids.includes(lightingClass)
      ? []
      : [
          {
            path: "lightingClass",
            message: `there is no price class "${lightingClass}"`,
            messageVi: `không có nhóm giá “${lightingClass}”`,
          },
        ]),
    ...judgeTable(gridFactor, "gridFactor"),
  ];
}

/** Two figures from one day on would make the answer depend on their order. */
function judgeTable(table: readonly DatedFigure[], path: string): Place[] {
  const days = table.map(({ from }) => dayOf(from));
  return days.flatMap((day, n): Place[] => {
    const other = days.indexOf(day);
    if (other === n) return [];
    return [
      {
        path: `${path}[${n}].from`,
        message: `a figure from this day on stands at ${path}[${other}] already`,
        messageVi: `đã có số liệu từ ngày này ở ${path}[${other}]`,
      },
    ];
  });
}
