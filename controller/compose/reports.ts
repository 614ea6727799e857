/** Reports: their writers, the printer, and the folder where they stay. */
import { randomUUID } from "node:crypto";
import { createPdfPrinter } from "../bridges/pdf/print-report.ts";
import type { Energy } from "../engine/energy.ts";
import { createEnergyWriter } from "../engine/energy-figures.ts";
import { createOperationWriter } from "../engine/operation-figures.ts";
import { createReports } from "../engine/reports.ts";
import { createReportArchive } from "../stores/reports.ts";
import type { City } from "./city.ts";
import type { Disk } from "./disk.ts";
import type { Forwarding } from "./forwarding.ts";
import type { RoadDown } from "./road-down.ts";
import type { Wiring } from "./wiring.ts";

export async function openReports(
  { clock, log, closers }: Pick<Wiring, "clock" | "log" | "closers">,
  { db, folder }: Pick<Disk, "db" | "folder">,
  { inventory, things }: Pick<City, "inventory" | "things">,
  { site }: Pick<RoadDown, "site">,
  { histories }: Pick<Forwarding, "histories">,
  energy: Energy,
) {
  const reports = await createReports({
    clock,
    archive: createReportArchive(db, folder.file("reports")),
    printer: createPdfPrinter(),
    writers: {
      energy: createEnergyWriter({ ...things, energy, site: site.current }),
      operation: createOperationWriter({
        ...things,
        history: histories,
        assignments: inventory.assignments,
        site: site.current,
      }),
    },
    inventory: things.inventory,
    site: site.current,
    writeTime: site.writeTime,
    newId: randomUUID,
    log,
  });
  closers.push(() => reports.close());
  return reports;
}
