/** States and what decides them, as people call them: the word, the letter on the map, and a short sentence. */
import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { useLingui } from "@lingui/react";
import { useMemo } from "react";
import { useFormat } from "../../text/use-format.ts";
import type { LampRow, LampState } from "../fleet/fleet-table.ts";

const names: Readonly<Record<LampState, MessageDescriptor>> = {
  lit: msg({ message: "Lit", context: "state of a lamp" }),
  dimmed: msg({ message: "Dimmed", context: "state of a lamp" }),
  off: msg({ message: "Off", context: "state of a lamp" }),
  silent: msg({ message: "Silent", context: "state of a lamp" }),
  unsupplied: msg({ message: "No supply", context: "state of a lamp" }),
  locked: msg({ message: "Work lock", context: "state of a lamp" }),
  isolated: msg({ message: "Isolated", context: "state of a lamp" }),
  unheard: msg({ message: "Never heard", context: "state of a lamp" }),
  estimatedLit: msg({ message: "Lit by its segment", context: "state of a lamp" }),
  estimatedOff: msg({ message: "Off by its segment", context: "state of a lamp" }),
};

/** One sign per state and language, all different at the size of a lamp: l beside I, s beside S would not be. */
const letters: Readonly<Record<LampState, MessageDescriptor>> = {
  lit: msg({ message: "L", context: "letter of a lit lamp" }),
  dimmed: msg({ message: "D", context: "letter of a dimmed lamp" }),
  off: msg({ message: "O", context: "letter of a lamp that is off" }),
  silent: msg({ message: "S", context: "letter of a silent lamp" }),
  unsupplied: msg({ message: "P", context: "letter of a lamp without supply (power)" }),
  locked: msg({ message: "K", context: "letter of a lamp under a work lock" }),
  isolated: msg({ message: "I", context: "letter of an isolated lamp" }),
  unheard: msg({ message: "?", context: "letter of a lamp never heard of" }),
  estimatedLit: msg({ message: "+", context: "letter of a lamp lit by its segment" }),
  estimatedOff: msg({ message: "−", context: "letter of a lamp off by its segment" }),
};

const deciders: Readonly<Record<NonNullable<LampRow["source"]>, MessageDescriptor>> = {
  hand: msg`Hand at the cabinet`,
  isolate: msg`Isolation`,
  lock: msg`Work lock`,
  emergency: msg`Emergency`,
  override: msg`Manual override`,
  frames: msg`Live desk`,
  show: msg`Light show`,
  scene: msg`Scene`,
  sensor: msg`Sensor`,
  calendar: msg`Calendar`,
  fallback: msg`Fallback by the sun`,
};

export interface StateWords {
  readonly letters: Readonly<Record<LampState, string>>;
  name(state: LampState): string;
  decider(source: NonNullable<LampRow["source"]>): string;
  /** "Dimmed, 30 %" */
  describe(state: LampState, level: number | undefined): string;
}

export function useStateWords(): StateWords {
  const { i18n } = useLingui();
  const format = useFormat();
  return useMemo(() => {
    const name = (state: LampState) => i18n._(names[state]);
    return {
      letters: Object.fromEntries(Object.entries(letters).map(([state, letter]) => [state, i18n._(letter)])) as Record<
        LampState,
        string
      >,
      name,
      decider: (source) => i18n._(deciders[source]),
      describe(state, level) {
        const isTold = level !== undefined && state !== "lit" && state !== "off";
        return isTold ? `${name(state)}, ${format.percent(level / 100, 1)}` : name(state);
      },
    };
  }, [i18n, format]);
}
