/** Programs to begin with: what most streets do, a feast, and circuits that go off early. */
import { useLingui } from "@lingui/react/macro";
import type { Program } from "../plan.ts";

export interface ProgramWish extends Pick<Program, "name" | "points"> {
  /** What the menu says. */
  readonly label: string;
}

export function useProgramWishes(): ProgramWish[] {
  const { t } = useLingui();
  const on = { at: { sun: "sunset" }, target: { level: 100 }, ramp: 60 } as const;
  const off = { at: { sun: "sunrise" }, target: { level: 0 } } as const;
  return [
    {
      label: t`Ordinary nights: less from 22:00`,
      name: t`Ordinary nights`,
      points: [on, { at: { clock: "22:00" }, target: { level: 60 }, ramp: 60 }, off],
    },
    { label: t`Bright all night: feasts, Giao thừa`, name: t`Bright all night`, points: [on, off] },
    {
      label: t`Off from 22:00: half-night circuits, decoration`,
      name: t`Off from 22:00`,
      points: [on, { at: { clock: "22:00" }, target: { level: 0 } }],
    },
    { label: t`Without any point`, name: t`New program`, points: [] },
  ];
}
