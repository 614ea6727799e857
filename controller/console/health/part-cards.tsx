/** How each part stands, with the one figure that says most about it. */
import { useLingui } from "@lingui/react/macro";
import { useSite } from "../api-client/site.ts";
import { useStreamState } from "../live/use-live.ts";
import { useFormat } from "../text/use-format.ts";
import { sizeText } from "./figure-text.ts";
import { forwarderWords } from "./figures.ts";
import { StateIcon } from "./finding-list.tsx";
import { partNames, stateNames } from "./finding-text.tsx";
import { type Finding, type HealthPart, healthParts, stateOf } from "./findings.ts";
import classes from "./health.module.css";
import type { Figures } from "./queries.ts";

interface PartCardsProps {
  readonly figures: Figures;
  readonly findings: readonly Finding[];
}

export function PartCards({ figures, findings }: PartCardsProps) {
  const { t } = useLingui();
  const figureOf = useCardFigure(figures);
  return (
    <ul className={classes.cards}>
      {healthParts.map((part) => {
        const state = stateOf(part, findings, figures);
        return (
          <li key={part} data-part={part} data-state={state}>
            <span className={classes.cardHead}>
              <StateIcon state={state} />
              <b>{t(partNames[part])}</b>
              <span className={classes.cardState}>{t(stateNames[state])}</span>
            </span>
            <span className={classes.advice}>{figureOf(part)}</span>
          </li>
        );
      })}
    </ul>
  );
}

function useCardFigure(figures: Figures): (part: HealthPart) => string {
  const { t } = useLingui();
  const format = useFormat();
  const { ahead } = useSite();
  const { heardAt } = useStreamState();
  const number = (key: string) => Number(figures[key] ?? 0);
  return (part) => {
    switch (part) {
      case "controller":
        return t`runs since ${format.dateTime(number("startedAt"))}`;
      case "broker":
        return figures.brokerConnected === true ? t`connected` : t`not connected`;
      case "stores":
        return t`${sizeText(number("diskFree"), format)} free`;
      case "lamps":
        return t`${format.number(number("online"))} of ${format.number(number("devices"))} connected`;
      case "forwarder": {
        const words = forwarderWords[String(figures.influx)];
        return words === undefined ? String(figures.influx) : t(words);
      }
      case "browser":
        return heardAt === 0 ? t`connecting` : t`last heard ${format.seconds(heardAt + ahead)}`;
      default:
        return part satisfies never;
    }
  };
}
