/** What a plan changes against those in force, in one line: lamps, light, energy and money of a year. */
import { Plural, Trans } from "@lingui/react/macro";
import { useFormat } from "../../text/use-format.ts";
import type { PreviewSummary } from "./previews.ts";

export function ChangeLine({ figures: { change, total, rates } }: { readonly figures: PreviewSummary }) {
  const format = useFormat();
  const { darker, brighter } = change;
  const { plan, present } = total;
  const percent = (share: number) => format.percent(share, 1);
  const saved = present.kWh - plan.kWh;
  const [energy, share] = [
    format.energy(Math.abs(saved)),
    percent(present.kWh === 0 ? 0 : Math.abs(saved) / present.kWh),
  ];
  const money =
    plan.cost === undefined || present.cost === undefined
      ? ""
      : `, ${format.number(Math.abs(present.cost - plan.cost))} ${rates.currency}`;
  return (
    <>
      {darker.lamps === 0 && brighter.lamps === 0 && <Trans>No lamp gets darker or brighter than now.</Trans>}
      {darker.lamps > 0 && (
        <>
          <b>
            <Plural value={darker.lamps} one="# lamp gets darker" other="# lamps get darker" />
          </b>{" "}
          <Trans>by {percent(darker.share)} on average.</Trans>{" "}
        </>
      )}
      {brighter.lamps > 0 && (
        <>
          <Plural value={brighter.lamps} one="# lamp gets brighter" other="# lamps get brighter" />{" "}
          <Trans>by {percent(brighter.share)} on average.</Trans>{" "}
        </>
      )}
      {saved > 0 ? (
        <Trans>
          <b>
            {energy}
            {money}
          </b>{" "}
          less in a year than by the plans in force ({share}).
        </Trans>
      ) : saved < 0 ? (
        <Trans>
          <b>
            {energy}
            {money}
          </b>{" "}
          more in a year than by the plans in force ({share}).
        </Trans>
      ) : null}
    </>
  );
}
