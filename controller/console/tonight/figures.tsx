/** The city in a few figures. */
import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { useFormat } from "../text/use-format.ts";
import type { Used } from "./energy-query.ts";
import classes from "./figures.module.css";
import type { Sum } from "./sum.ts";

interface FiguresProps {
  readonly sum: Sum;
  readonly used: Used | undefined;
}

export function Figures({ sum, used }: FiguresProps) {
  const { number, power, percent, energy } = useFormat();
  const lit = sum.lit + sum.estimatedLit;
  return (
    <dl className={classes.figures}>
      <Figure
        name={<Trans>Lamps lit</Trans>}
        // lamps without electronics are counted by their circuit, which makes the sum an estimate
        value={`${sum.estimatedLit > 0 ? "≈ " : ""}${number(lit)}`}
        note={sum.light && <Trans>of {number(sum.light.expected)} that should be</Trans>}
        isFirst
      />
      <Figure
        name={<Trans>Online</Trans>}
        value={sum.controlled === 0 ? "–" : percent(sum.online / sum.controlled, 1)}
        note={
          <Trans>
            {number(sum.online)} of {number(sum.controlled)} lamps with a controller
          </Trans>
        }
      />
      <Figure
        name={<Trans>Dimmed</Trans>}
        value={number(sum.dimmed)}
        note={<Trans>of {number(sum.lit)} that say they are lit</Trans>}
      />
      <Figure name={<Trans>Power now</Trans>} value={power(sum.activePower)} note={<Trans>measured by lamps</Trans>} />
      {used && used.energy > 0 && (
        <Figure
          name={<Trans>Energy since noon</Trans>}
          value={`${used.isWhole ? "" : "≥ "}${energy(used.energy)}`}
          note={
            used.baseline !== undefined && used.baseline > 0 ? (
              <Trans>{percent(used.energy / used.baseline - 1)} against the baseline</Trans>
            ) : (
              !used.isWhole && <Trans>not every reading has come yet</Trans>
            )
          }
        />
      )}
    </dl>
  );
}

interface FigureProps {
  readonly name: ReactNode;
  readonly value: string;
  readonly note?: ReactNode;
  readonly isFirst?: boolean;
}

function Figure({ name, value, note, isFirst = false }: FigureProps) {
  return (
    <div data-first={isFirst || undefined}>
      <dt>{name}</dt>
      <dd className={classes.value}>{value}</dd>
      <dd className={classes.note}>{note}</dd>
    </div>
  );
}
