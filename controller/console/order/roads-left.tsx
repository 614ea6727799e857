/** What an order leaves of its roads against their floors: the worst by name, the rest as a count. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useFormat } from "../text/use-format.ts";
import { useNow } from "../text/use-now.ts";
import classes from "./order-form.module.css";
import type { OrderEffects } from "./use-order.ts";

type RoadsOfOrder = NonNullable<OrderEffects["roads"]>;
type RoadOfOrder = RoadsOfOrder["worst"][number];

/** ms: an hour that is now needs no name. */
const aboutNow = 5 * 60_000;
/** More than anybody reads before he answers. */
const shownAtMost = 4;

export function RoadsLeft({ roads: { roads, below, worst } }: { readonly roads: RoadsOfOrder }) {
  const { t } = useLingui();
  const shown = worst.slice(0, shownAtMost);
  const [more, moreBelow] = [roads - shown.length, Math.max(0, below - shown.length)];
  if (roads === 0) return null;
  return (
    <ul className={classes.roads} aria-label={t`What is left of the roads`}>
      {shown.map((road, n) => (
        <Road key={road.roadId} road={road} isBelow={n < below} />
      ))}
      {more > 0 && (
        <li>
          <Plural value={more} one="and # more road" other="and # more roads" />
          {moreBelow > 0 && (
            <>
              {", "}
              <Plural value={moreBelow} one="# of them below its floor" other="# of them below their floor" />
            </>
          )}
        </li>
      )}
    </ul>
  );
}

function Road({ road, isBelow }: { readonly road: RoadOfOrder; readonly isBelow: boolean }) {
  const { roadName, at, dark } = road;
  const format = useFormat();
  const now = useNow(60_000);
  // a figure stays with its unit where the line breaks
  const [before, after, floor] = [road.before, road.after, road.floor].map((percent) =>
    format.percent(percent / 100).replace(" ", "\u00a0"),
  );
  return (
    <li data-below={isBelow || undefined}>
      <strong>{roadName}</strong>
      {": "}
      {road.floor > 0 ? (
        <Trans>
          average {before} → {after} (floor {floor})
        </Trans>
      ) : (
        <Trans>
          average {before} → {after} (no floor)
        </Trans>
      )}
      {dark > 0 && (
        <>
          {", "}
          <Plural value={dark} one="# lamp dark that no pattern allows" other="# lamps dark that no pattern allows" />
        </>
      )}
      {at > now + aboutNow && (
        <>
          {", "}
          <Trans>at {format.time(at)}</Trans>
        </>
      )}
    </li>
  );
}
