/** A state's shape in its colour, as on the map, for legends, tables and panels. */
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import { drawShape, looks } from "../draw/looks.ts";
import type { LampState } from "../fleet/fleet-table.ts";

interface StateMarkProps {
  readonly state: LampState;
  /** Percent, for the vessel of a dimmed lamp. */
  readonly level?: number | undefined;
  /** CSS pixels. */
  readonly size?: number;
}

export function StateMark({ state, level = 40, size = 16 }: StateMarkProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ground = useComputedColorScheme("dark");
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const ratio = Math.max(1, devicePixelRatio);
    context.canvas.width = size * ratio;
    context.canvas.height = size * ratio;
    context.setTransform(ratio, 0, 0, ratio, (size * ratio) / 2, (size * ratio) / 2);
    drawShape(context, looks[state].shape, size / 2 - 2, looks[state][ground], level);
  }, [state, level, size, ground]);
  return <canvas ref={canvas} style={{ width: size, height: size, flex: "none" }} />;
}
