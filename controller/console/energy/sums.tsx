/** A place's energy in a few figures: used, saved by what, cost, emitted, and how much of it is known. */
import { Plural, Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Section } from "../parts/page.tsx";
import { useFormat } from "../text/use-format.ts";
import { type Energy, hasLamps, type Resolution, sinceKnown, wholeFrom } from "./energy.ts";
import classes from "./energy-page.module.css";
import { useStepText } from "./step-text.ts";
import { useMoney } from "./use-money.ts";

interface SumsProps {
  readonly energy: Energy;
  readonly by: Resolution;
}

export function Sums({ energy: { total, lamps, currency, figures }, by }: SumsProps) {
  const format = useFormat();
  const money = useMoney(currency);
  const { saving, completeness = 0, cost, co2, meter } = total;
  const isWhole = completeness >= wholeFrom;
  const metered = total.energy === 0 ? 0 : total.metered / total.energy;
  return (
    <>
      <dl className={classes.sums}>
        <Sum
          name={<Trans>Used</Trans>}
          value={`${isWhole ? "" : "≥ "}${format.energy(total.energy)}`}
          note={
            <>
              <Plural value={lamps} one="# lamp" other="# lamps" />
              {total.energy > 0 && (
                <>
                  , <Trans>{format.percent(metered)} metered</Trans>
                </>
              )}
              <br />
              <Trans>{format.percent(completeness, 1)} of the time known</Trans>
            </>
          }
          isFirst
        />
        {saving && (
          <>
            <Sum
              name={<Trans>Saved</Trans>}
              value={format.energy(saving.baseline - total.energy)}
              note={
                saving.baseline > 0 && (
                  <Trans>
                    {format.percent(1 - total.energy / saving.baseline)} of {format.energy(saving.baseline)}
                  </Trans>
                )
              }
            />
            <Sum name={<Trans>by LED</Trans>} value={format.energy(saving.byLed)} />
            <Sum name={<Trans>by dimming</Trans>} value={format.energy(saving.byDimming)} />
          </>
        )}
        {cost !== undefined && (
          <Sum name={<Trans>Cost</Trans>} value={money(cost)} note={<Trans>without taxes</Trans>} />
        )}
        {co2 !== undefined && (
          <Sum name="CO₂" value={co2 < 1000 ? `${format.number(co2, 1)} kg` : `${format.number(co2 / 1000, 2)} t`} />
        )}
        {meter && (
          <Sum
            name={<Trans>Meters of the cabinets</Trans>}
            value={format.energy(meter.energy)}
            note={<Trans>{format.percent(meter.completeness)} of the time known</Trans>}
          />
        )}
      </dl>
      <Remarks energy={total} isWhole={isWhole} hasBaseline={saving !== undefined} begin={beginOf(figures)} by={by} />
    </>
  );
}

function beginOf(figures: Energy["figures"]): RemarksProps["begin"] {
  const first = sinceKnown(figures)[0];
  if (first === undefined || first === figures[0]) return undefined;
  return { from: first.from, hadLamps: figures.some((figure) => figure.from < first.from && hasLamps(figure)) };
}

interface RemarksProps {
  readonly energy: Energy["total"];
  readonly isWhole: boolean;
  readonly hasBaseline: boolean;
  /** The first step anything is known of, where it is not the first of all. */
  readonly begin: { readonly from: number; readonly hadLamps: boolean } | undefined;
  readonly by: Resolution;
}

/** What a careful reader has to know before he quotes the figures. */
function Remarks({
  energy: { energy, cost, estimatedShare, interpolatedShare, resets, excluded },
  isWhole,
  hasBaseline,
  begin,
  by,
}: RemarksProps) {
  const format = useFormat();
  const stepText = useStepText(by);
  const remarks: ReactNode[] = [
    begin?.hadLamps === false && <Trans>No lamp hung here before {stepText(begin)}.</Trans>,
    begin?.hadLamps === true && <Trans>Nothing is known of the time before {stepText(begin)}.</Trans>,
    !isWhole && <Trans>Not every reading is there: what was used is this much at least.</Trans>,
    isWhole && !hasBaseline && <Trans>No baseline was recorded for all of these lamps, so no saving is told.</Trans>,
    energy > 0 && cost === undefined && (
      <Trans>No price is recorded for all of this time and these lamps, so no cost is told.</Trans>
    ),
    estimatedShare > 0.005 && (
      <Trans>{format.percent(estimatedShare, 1)} of the lamp-time is estimated from circuit, power or level.</Trans>
    ),
    interpolatedShare > 0.005 && (
      <Trans>
        {format.percent(interpolatedShare, 1)} lies in longer gaps: the energy is known, its time within the gap is not.
      </Trans>
    ),
    resets > 0 && <Plural value={resets} one="# counter began anew." other="# counters began anew." />,
    excluded > 0 && (
      <Plural
        value={excluded}
        one="# reading cannot be true and was kept out."
        other="# readings cannot be true and were kept out."
      />
    ),
  ].filter(Boolean);
  if (remarks.length === 0) return null;
  return (
    <ul className={classes.remarks}>
      {remarks.map((remark, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences without a name of their own, in a fixed order
        <li key={at}>{remark}</li>
      ))}
    </ul>
  );
}

interface SumProps {
  readonly name: ReactNode;
  readonly value: string;
  readonly note?: ReactNode;
  readonly isFirst?: boolean;
}

function Sum({ name, value, note, isFirst = false }: SumProps) {
  return (
    <div data-first={isFirst || undefined}>
      <dt>{name}</dt>
      <dd className={classes.value}>{value}</dd>
      {note && <dd className={classes.note}>{note}</dd>}
    </div>
  );
}

/** EN 13201-5: of a road whose lit area and illuminance are known. */
export function Indicators({ indicators: { pdi, aeci } }: { readonly indicators: NonNullable<Energy["indicators"]> }) {
  const format = useFormat();
  return (
    <Section title={<Trans>Energy of the road by EN 13201-5</Trans>}>
      <dl className={classes.sums}>
        <Sum name={<Trans>Power density (PDI)</Trans>} value={`${format.number(pdi, 1)} mW/(lx·m²)`} />
        <Sum
          name={<Trans>Energy of a year (AECI)</Trans>}
          value={aeci === undefined ? "–" : `${format.number(aeci, 2)} kWh/m²`}
          note={aeci === undefined && <Trans>told for twelve known months</Trans>}
        />
      </dl>
    </Section>
  );
}
