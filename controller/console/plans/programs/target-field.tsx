/** What an output shows from a point on: a level, open or closed, or a tone of white; other colours are kept as they are. */
import { useLingui } from "@lingui/react/macro";
import { Select } from "@mantine/core";
import { NumberField } from "../../parts/number-field.tsx";
import type { Target } from "../plan.ts";
import { levelOf, snapLevel } from "./night-line.ts";

type Kind = "level" | "closed" | "open" | "white" | "colour";

function kindOf(target: Target): Kind {
  if ("closed" in target) return target.closed ? "closed" : "open";
  if ("cct" in target) return "white";
  return "rgbw16" in target || "x" in target ? "colour" : "level";
}

/** Between the warm and the cold white of most lamps, K. */
const neutralWhite = 3000;

interface TargetFieldProps {
  readonly target: Target;
  readonly onChange: (target: Target) => void;
}

export function TargetField({ target, onChange }: TargetFieldProps) {
  const { t } = useLingui();
  const kind = kindOf(target);
  const level = levelOf(target);
  const kinds = [
    { value: "level", label: t`Level` },
    { value: "closed", label: t`Relay closed` },
    { value: "open", label: t`Relay open` },
    { value: "white", label: t`White tone` },
    ...(kind === "colour" ? [{ value: "colour", label: t`Colour` }] : []),
  ];
  const choose = (value: string | null) => {
    if (value === "level") onChange({ level: snapLevel(level, 0.5) });
    if (value === "closed" || value === "open") onChange({ closed: value === "closed" });
    if (value === "white") onChange({ cct: neutralWhite, level: snapLevel(level, 0.5) });
  };
  return (
    <>
      <Select label={t`Shows`} data={kinds} value={kind} allowDeselect={false} onChange={choose} w={130} />
      {"level" in target && (
        <NumberField
          label={t`Level`}
          value={target.level}
          min={0}
          max={100}
          digits={1}
          unit="%"
          onChange={(next) => next !== undefined && onChange({ ...target, level: next })}
          w={84}
        />
      )}
      {"cct" in target && (
        <NumberField
          label={t`Tone`}
          value={target.cct}
          min={1000}
          max={20_000}
          unit="K"
          onChange={(next) => next !== undefined && onChange({ ...target, cct: Math.round(next) })}
          w={96}
        />
      )}
    </>
  );
}
