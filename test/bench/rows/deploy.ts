/** How long a city takes to hold a changed plan, what that costs each device, and whom the controller keeps waiting meanwhile. */
import { startDen } from "../den.ts";
import { startDevices } from "../load/open-devices.ts";
import { inspectable, watchLoop } from "../process-usage.ts";
import { machineTime } from "../program.ts";
import { atMost, type Figure, type Row } from "../row.ts";
import type { Size } from "../size.ts";
import { deployed, deployTown } from "../town-plan.ts";

const within = 120_000;

async function ofDen(size: Size): Promise<Figure[]> {
  await using den = await startDen(size.devices, inspectable);
  await using devices = startDevices();
  const { controller, admin } = den;
  await devices.call("open", { port: controller.brokerPort, talk: "controller", identities: den.devices });
  await den.until(({ inSync }) => inSync === size.devices, within);
  await deployed(admin, (await deployTown(admin, { first: 70, second: 60 })).id, within);

  const before = await devices.call("traffic");
  const stop = await watchLoop(controller.pid(), controller.output());
  const began = machineTime();
  const { id } = await deployTown(admin, { first: 40, second: 50 });
  const answered = machineTime() - began;
  const { counts } = await deployed(admin, id, within);
  const took = machineTime() - began;
  const turn = await stop();
  const after = await devices.call("traffic");
  const most = (measure: "told" | "reported") => Math.max(...after.map((one, n) => one[measure] - before[n]![measure]));
  const figure = (measure: string, unit: string, value: number): Figure => ({ subject: "Den", measure, unit, value });
  return [
    figure("checked, compiled and first wave out", "s", answered / 1000),
    figure("all connected hold it", "s", took / 1000),
    figure("devices that do not hold it", "", size.devices - counts.holding),
    figure("desired states per device, most", "", most("told")),
    figure("reports per device, most", "", most("reported")),
    figure("a turn of the controller's event loop, p99", "ms", turn.p99),
    figure("a turn of the controller's event loop, longest", "ms", turn.longest),
  ];
}

export const deploy: Row = {
  name: "deploy",
  title: "a changed plan of two calendars for 10,000 connected devices, in waves of 2 %, 20 % and all",
  run: ofDen,
  aims: [
    atMost(1, "Den", "desired states per device, most", "no device is touched twice"),
    atMost(0, "Den", "devices that do not hold it", "every connected device holds it"),
    atMost(50, "Den", "a turn of the controller's event loop, longest", "no turn above 50 ms of processor"),
  ],
};
