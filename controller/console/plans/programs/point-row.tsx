/** One point of a program in words and figures: when, what, how slowly. */
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Select } from "@mantine/core";
import { IconClockPause, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { NumberField } from "../../parts/number-field.tsx";
import { ClockField } from "../clock-field.tsx";
import type { PlacedProblem } from "../draft/problems.ts";
import type { SwitchPoint } from "../plan.ts";
import { ProblemLines } from "../problem-lines.tsx";
import { clockOf, type NightLine, offsetBy, pointInstant, retell } from "./night-line.ts";
import classes from "./point-row.module.css";
import { sunEvents, sunNames } from "./sun-names.ts";
import { TargetField } from "./target-field.tsx";

interface PointRowProps {
  readonly index: number;
  readonly point: SwitchPoint;
  readonly night: NightLine;
  readonly problems: readonly PlacedProblem[];
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onChange: (point: SwitchPoint) => void;
  readonly onRemove: () => void;
}

export function PointRow(props: PointRowProps) {
  const { index, point, night, problems, isChosen, onChoose, onChange, onRemove } = props;
  const { t } = useLingui();
  const { at, target, ramp } = point;
  const kind = "clock" in at ? "clock" : at.sun;
  const number = index + 1;
  const isClamped = "sun" in at && (at.notBefore ?? at.notAfter) !== undefined;
  const [wantsClamps, setWantsClamps] = useState(false);
  const isShowingClamps = "sun" in at && (isClamped || wantsClamps);
  const setRamp = (seconds: number | undefined) => {
    if (seconds === undefined) return;
    const { ramp: _, ...rest } = point;
    onChange(seconds === 0 ? rest : { ...rest, ramp: seconds });
  };
  return (
    // the row of the point one works at is marked wherever in it one is
    <li className={classes.row} data-chosen={isChosen || undefined} onFocusCapture={onChoose}>
      <span className={classes.number} aria-hidden="true">
        {number}
      </span>
      <div className={classes.fields}>
        <Select
          label={t`Time by`}
          aria-label={t`Time of point ${number} by`}
          data={[
            { value: "clock", label: t`Clock` },
            ...sunEvents.map((event) => ({ value: event, label: t(sunNames[event]) })),
          ]}
          value={kind}
          allowDeselect={false}
          onChange={(value) => onChange({ ...point, at: retell(point, (value ?? kind) as typeof kind, night) })}
          w={140}
        />
        {"clock" in at ? (
          <ClockField
            label={t`At`}
            value={at.clock}
            onChange={(clock) => clock !== undefined && onChange({ ...point, at: { clock } })}
            w={88}
          />
        ) : (
          <NumberField
            label={t`Minutes after`}
            title={t`Negative: before`}
            value={at.offset ?? 0}
            min={-720}
            max={720}
            onChange={(offset) => offset !== undefined && onChange({ ...point, at: offsetBy(at, Math.round(offset)) })}
            w={88}
          />
        )}
        <TargetField target={target} onChange={(next) => onChange({ ...point, target: next })} />
        <NumberField label={t`Ramp`} value={ramp ?? 0} min={0} max={3600} unit="s" onChange={setRamp} w={92} />
        {"sun" in at && (
          <div className={classes.when}>
            <Trans>that night</Trans>
            <b>{clockOf(pointInstant(point, night), night)}</b>
          </div>
        )}
        {isShowingClamps && (
          <div className={classes.clamps}>
            <ClockField
              label={t`Not before`}
              placeholder="–"
              mayBeEmpty
              value={at.notBefore}
              onChange={(clock) => onChange({ ...point, at: withClamp(at, "notBefore", clock) })}
              w={96}
            />
            <ClockField
              label={t`Not after`}
              placeholder="–"
              mayBeEmpty
              value={at.notAfter}
              onChange={(clock) => onChange({ ...point, at: withClamp(at, "notAfter", clock) })}
              w={96}
            />
          </div>
        )}
      </div>
      <div className={classes.tools}>
        {"sun" in at && !isClamped && (
          <ActionIcon
            variant="subtle"
            size={34}
            aria-label={t`Point ${number}: not before, not after`}
            title={t`Never before, never after a time on the clock`}
            aria-expanded={wantsClamps}
            onClick={() => setWantsClamps(!wantsClamps)}
          >
            <IconClockPause size={18} />
          </ActionIcon>
        )}
        <ActionIcon variant="subtle" size={34} aria-label={t`Remove point ${number}`} onClick={onRemove}>
          <IconTrash size={18} />
        </ActionIcon>
      </div>
      <div className={classes.problems}>
        <ProblemLines problems={problems} />
      </div>
    </li>
  );
}

type SunTime = Exclude<SwitchPoint["at"], { clock: string }>;

function withClamp({ ...at }: SunTime, clamp: "notBefore" | "notAfter", clock: string | undefined): SunTime {
  delete at[clamp];
  return clock === undefined ? at : { ...at, [clamp]: clock };
}
