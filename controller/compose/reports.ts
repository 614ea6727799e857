/** Reports: their writers, the printer, and the folder where they stay. */
import { randomUUID } from "node:crypto";
import { createPdfPrinter } from "../bridges/pdf/print-report.ts";
import { createBillsWriter } from "../engine/energy/bill-figures.ts";
import { createEnergyWriter } from "../engine/energy/energy-figures.ts";
import { createOperationWriter } from "../engine/reports/operation-figures.ts";
import { createReports } from "../engine/reports/reports.ts";
import { createReportArchive } from "../stores/reports.ts";
import type { City } from "./city.ts";
import type { Disk } from "./disk.ts";
import type { openEnergy } from "./energy.ts";
import type { Forwarding } from "./forwarding.ts";
import type { RoadDown } from "./road-down.ts";
import type { Tables } from "./tables.ts";
import type { Wiring } from "./wiring.ts";

export async function openReports(
  { clock, log, closers }: Pick<Wiring, "clock" | "log" | "closers">,
  { db, folder }: Pick<Disk, "db" | "folder">,
  { inventory, things }: Pick<City, "inventory" | "things">,
  { site }: Pick<RoadDown, "site">,
  { histories }: Pick<Forwarding, "histories">,
  { energy, bills }: Pick<ReturnType<typeof openEnergy>, "energy" | "bills">,
  { rates }: Pick<Tables, "rates">,
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
      bills: createBillsWriter({ ...things, bills, site: site.current, rates: () => rates.current().rates }),
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
