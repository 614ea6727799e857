/** What needs somebody, in sentences that begin with how many; each leads to where something can be done about it. */
import { Plural, Trans } from "@lingui/react/macro";
import {
  IconBoltOff,
  IconCircleCheck,
  IconHandStop,
  IconListCheck,
  IconMoonOff,
  IconPlayerPause,
  IconPlugConnectedX,
  IconSun,
  IconTool,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ComponentType, ReactNode } from "react";
import classes from "./attention.module.css";
import { type Concerns, missed } from "./concerns.ts";
import { oddOf, type Sum } from "./sum.ts";

interface AttentionProps {
  readonly sum: Sum;
  readonly concerns: Concerns;
}

export function Attention({ sum: { light }, concerns }: AttentionProps) {
  const { waiting, late, stopped } = concerns;
  // until it is counted nobody can say that all is well
  if (light === undefined) return null;
  if (oddOf(light) + waiting + late.length + stopped.length === 0)
    return (
      <p className={classes.fine}>
        <IconCircleCheck size={18} aria-hidden="true" />
        <Trans>Every lamp that speaks does what it should.</Trans>
      </p>
    );
  return (
    <ul className={classes.list}>
      <LampLines light={light} />
      <WorkLines {...concerns} />
    </ul>
  );
}

/** Each shows its lamps on the map; states by themselves, because the map keeps those true by itself. */
function LampLines({
  light: { dark, burning, underpowered, silent, unsupplied },
}: {
  readonly light: NonNullable<Sum["light"]>;
}) {
  return (
    <>
      <Line count={dark} icon={IconMoonOff} kind="bad" to="/map" search={{ odd: "dark" }}>
        <Plural value={dark} one="# lamp is dark and should be lit" other="# lamps are dark and should be lit" />
      </Line>
      <Line count={underpowered} icon={IconTool} kind="bad" to="/map" search={{ odd: "underpowered" }}>
        <Plural
          value={underpowered}
          one="# lamp says it is lit and takes too little power: driver or LEDs"
          other="# lamps say they are lit and take too little power: drivers or LEDs"
        />
      </Line>
      <Line count={burning} icon={IconSun} kind="warn" to="/map" search={{ odd: "burning" }}>
        <Plural value={burning} one="# lamp burns and should be dark" other="# lamps burn and should be dark" />
      </Line>
      <Line count={silent} icon={IconPlugConnectedX} kind="warn" to="/map" search={{ state: "silent,unheard" }}>
        <Plural
          value={silent}
          one="# lamp is silent: what it shows is not known"
          other="# lamps are silent: what they show is not known"
        />
      </Line>
      <Line count={unsupplied} icon={IconBoltOff} kind="quiet" to="/map" search={{ state: "unsupplied" }}>
        <Plural
          value={unsupplied}
          one="# lamp has no supply: its segment is open"
          other="# lamps have no supply: their segments are open"
        />
      </Line>
    </>
  );
}

function WorkLines({ waiting, late, stopped }: Concerns) {
  return (
    <>
      <Line count={waiting} icon={IconHandStop} kind="warn" to="/overrides">
        <Plural value={waiting} one="# order waits for a second person" other="# orders wait for a second person" />
      </Line>
      {late.map((job) => (
        <Line key={job.id} count={missed(job)} icon={IconListCheck} kind="warn" to={`/jobs/${job.id}`}>
          <Plural
            value={missed(job)}
            one="# lamp did not do what it was told"
            other="# lamps did not do what they were told"
          />
        </Line>
      ))}
      {stopped.map(({ id, planId }) => (
        <Line key={id} count={1} icon={IconPlayerPause} kind="warn" to={`/plans/${planId}`}>
          <Trans>A plan was stopped before all its lamps had it</Trans>
        </Line>
      ))}
    </>
  );
}

interface LineProps {
  /** 0: nothing to say. */
  readonly count: number;
  readonly icon: ComponentType<{ size?: number }>;
  readonly kind: "bad" | "warn" | "quiet";
  readonly to: string;
  /** The area one looks at goes along by itself. */
  readonly search?: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}

function Line({ count, icon: Icon, kind, to, search = {}, children }: LineProps) {
  if (count === 0) return null;
  return (
    <li data-kind={kind}>
      <Link to={to as never} search={search as never} className={classes.line}>
        <span className={classes.icon} aria-hidden="true">
          <Icon size={18} />
        </span>
        <span>{children}</span>
      </Link>
    </li>
  );
}
