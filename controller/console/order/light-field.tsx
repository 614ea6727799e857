/** How bright, and where lamps show colours, in which. */
import { useLingui } from "@lingui/react/macro";
import { ColorInput, SegmentedControl, Slider } from "@mantine/core";
import { NumberField } from "../parts/number-field.tsx";
import { useFormat } from "../text/use-format.ts";
import type { LightWish } from "./light-wish.ts";
import classes from "./order-form.module.css";

interface LightFieldProps {
  readonly light: LightWish;
  readonly onChange: (light: LightWish) => void;
  readonly hasColours: boolean;
}

export function LightField({ light, onChange, hasColours }: LightFieldProps) {
  const { t } = useLingui();
  const format = useFormat();
  const change = (part: Partial<LightWish>) => onChange({ ...light, ...part });
  return (
    <>
      <div className={classes.dim}>
        <Slider
          min={5}
          max={95}
          step={5}
          value={light.level}
          onChange={(level) => change({ level })}
          label={null}
          thumbLabel={t`Level in percent`}
          thumbProps={{ "aria-valuetext": format.percent(light.level / 100, 1) }}
          className={classes.slider}
        />
        <NumberField
          aria-label={t`Level in percent`}
          value={light.level}
          onChange={(level) => level !== undefined && change({ level })}
          min={0.5}
          max={100}
          digits={1}
          unit="%"
          w={76}
        />
      </div>
      {hasColours && (
        <div className={classes.colour}>
          <SegmentedControl
            aria-label={t`Kind of light`}
            data={[
              { value: "white", label: t`White` },
              { value: "colour", label: t`Colour` },
              { value: "warmth", label: t`Warmth` },
            ]}
            value={light.kind}
            onChange={(kind) => change({ kind: kind as LightWish["kind"] })}
          />
          {light.kind === "colour" && (
            <ColorInput
              size="sm"
              aria-label={t`Colour`}
              format="hex"
              value={light.hex}
              onChange={(hex) => /^#[\da-f]{6}$/i.test(hex) && change({ hex })}
              swatches={["#ff0000", "#ffb347", "#ffdd00", "#00c853", "#00b8d4", "#2962ff", "#aa00ff", "#ff4081"]}
              eyeDropperButtonProps={{ "aria-label": t`Pick a colour from the screen` }}
            />
          )}
          {light.kind === "warmth" && (
            <NumberField
              aria-label={t`Colour temperature`}
              value={light.cct}
              onChange={(cct) => cct !== undefined && change({ cct })}
              min={1000}
              max={20_000}
              unit="K"
              w={110}
            />
          )}
        </div>
      )}
    </>
  );
}
