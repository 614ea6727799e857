/** The legend: what shapes and colours mean, how many lamps there are of each, and which are shown. */
import { Plural, useLingui } from "@lingui/react/macro";
import { UnstyledButton } from "@mantine/core";
import { useFormat } from "../text/use-format.ts";
import type { FleetView } from "./fleet/fleet-view.ts";
import classes from "./legend.module.css";
import { StateMark } from "./words/state-mark.tsx";
import { useStateWords } from "./words/use-state-words.ts";

/** In the order people ask: what shines, what does not, what needs somebody. */
const order = [
  "lit",
  "dimmed",
  "off",
  "estimatedLit",
  "estimatedOff",
  "silent",
  "unsupplied",
  "locked",
  "isolated",
  "unheard",
] as const;

interface LegendProps {
  readonly view: FleetView;
  /** Undefined: all states are shown. */
  readonly chosen: readonly string[] | undefined;
  readonly onChoose: (states: readonly string[] | undefined) => void;
}

/** Only states that occur, and those chosen, so that what was chosen can be taken back. */
export function Legend({ view, chosen, onChoose }: LegendProps) {
  const { t } = useLingui();
  const words = useStateWords();
  const format = useFormat();
  const { states } = view.table.around;
  const shown = order.filter((state) => view.counts[states.indexOf(state)]! > 0 || chosen?.includes(state));
  const toggle = (state: string) => {
    const next = chosen?.includes(state) ? chosen.filter((one) => one !== state) : [...(chosen ?? []), state];
    onChoose(next.length === 0 ? undefined : next);
  };
  return (
    <fieldset className={classes.legend}>
      <legend className={classes.title}>
        <Plural value={view.shownTotal()} one="# lamp shown" other="# lamps shown" />
      </legend>
      {shown.map((state) => (
        <UnstyledButton
          key={state}
          className={classes.state}
          aria-pressed={chosen?.includes(state) ?? false}
          data-faded={chosen !== undefined && !chosen.includes(state)}
          title={t`Show only these`}
          onClick={() => toggle(state)}
        >
          <StateMark state={state} />
          <span>{words.name(state)}</span>
          <span className={classes.letter} aria-hidden="true">
            {words.letters[state]}
          </span>
          <span className={classes.count} data-state-count={state}>
            {format.number(view.counts[states.indexOf(state)]!)}
          </span>
        </UnstyledButton>
      ))}
    </fieldset>
  );
}
