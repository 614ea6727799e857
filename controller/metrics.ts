/** The controller's own figures for Prometheus. */
import { Gauge, Registry } from "prom-client";

/** Figures are read when somebody asks for them: counting costs the hot path nothing. */
export function createMetrics(
  figures: () => Record<string, number | boolean>,
  rejects: () => Readonly<Record<string, number>>,
): Registry {
  const registry = new Registry();
  const gauge = new Gauge({
    name: "den_controller",
    help: "Figures of the controller by name",
    labelNames: ["figure"],
    registers: [registry],
    collect() {
      for (const [figure, value] of Object.entries(figures())) gauge.set({ figure }, Number(value));
    },
  });
  const refused = new Gauge({
    name: "den_controller_rejects",
    help: "Messages not taken since start, by reason",
    labelNames: ["reason"],
    registers: [registry],
    collect() {
      for (const [reason, count] of Object.entries(rejects())) refused.set({ reason }, count);
    },
  });
  return registry;
}
