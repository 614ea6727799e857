/** What is remembered: the data folder with its two databases. */
import { openDataFolder } from "../stores/data-folder.ts";
import { openDatabase } from "../stores/database.ts";
import { migrate } from "../stores/migrations.ts";
import { openSqliteJournal } from "../stores/telemetry/sqlite.ts";
import type { Wiring } from "./wiring.ts";

export type Disk = Awaited<ReturnType<typeof openDisk>>;

export async function openDisk({ config, clock, log, closers, onFatal }: Wiring) {
  const folder = openDataFolder(config.data, clock.now());
  closers.push(() => folder.close());
  if (folder.sizeOf("den.sqlite") > 0 && folder.sizeOf("telemetry.sqlite") === 0) {
    log.warn(
      { file: folder.file("telemetry.sqlite") },
      "this system has run before, but its telemetry file is missing or empty: a new journal begins. Stop the controller and put a backup in its place to have the history back; devices send again what their logs hold",
    );
  }
  const db = openDatabase({ file: folder.file("den.sqlite") });
  closers.push(() => db.destroy());
  await migrate(db);
  const journal = await openSqliteJournal({
    path: folder.file("telemetry.sqlite"),
    maxOutgoingBytes: config.influxQueue * 1024 * 1024,
    foldDelay: config.telemetryFoldDelay * 1000,
    timeZone: config.siteTimeZone,
    retention: { raw: config.keepRawDays, halfHours: config.keepHalfHoursDays, hours: config.keepHoursDays },
  });
  closers.push(() => journal.close());
  journal.onFailure((error) => {
    log.error(error, "the telemetry journal failed");
    onFatal();
  });
  return { folder, db, journal };
}
