/** Samples as a table for a spreadsheet, line by line: of any length, and never more of it in memory than a page. */
import { registry } from "#protocol/wire/registry.ts";
import type { Quantity } from "#protocol/wire/samples.ts";
import type { Clock } from "../../clock.ts";
import type { Selection } from "../../core/inventory/select.ts";
import type { Person } from "../../core/people/model.ts";
import type { Language } from "../../core/plans/preview/words.ts";
import { byteOrderMark, csvLine } from "../../core/reports/csv.ts";
import type { Point, TelemetryHistory } from "../../core/telemetry/ports.ts";
import { fileTimes } from "../file-times.ts";
import type { Histories } from "./histories.ts";
import { type Period, periodOf } from "./period.ts";
import type { Subject, TelemetrySubjects } from "./subjects.ts";

export interface TelemetryExportDeps {
  readonly clock: Clock;
  readonly histories: Histories;
  readonly subjects: TelemetrySubjects;
  /** IANA name: times are written as the site's clocks show them. */
  readonly timeZone: string;
}

export interface ExportQuery extends Period {
  /** One thing, or all lamps of a place. */
  readonly of: { readonly subject: Subject } | { readonly selection: Selection };
  readonly stream: "raw" | "halfHours";
  readonly language: Language;
  readonly quantities: readonly Quantity[];
}

export interface TelemetryExport {
  /**
   * @returns lines: thing after thing, each in ascending time. Whoever stops taking them ends the reading.
   * @throws ControllerError `inventory/unknown`, `people/outside-area`, `telemetry/bad-range` before the first line;
   *   `telemetry/unavailable` at any
   */
  lines(person: Person, query: ExportQuery): Promise<AsyncGenerator<string>>;
}

type SeriesQuery = Parameters<TelemetryHistory["series"]>[0];

/** Rows read at once. */
const pageRows = 2_000;
/** Lines handed on as one piece. */
const linesAtOnce = 250;

const heads = {
  vi: { lamp: "Đèn", cabinet: "Tủ", time: "Thời gian", utc: "UTC" },
  en: { lamp: "Lamp", cabinet: "Cabinet", time: "Time", utc: "UTC" },
} as const satisfies Record<Language, unknown>;

export function createTelemetryExport({ clock, histories, subjects, timeZone }: TelemetryExportDeps): TelemetryExport {
  const timeOf = fileTimes(timeZone);

  const read = async (period: { from: number; to: number }, query: SeriesQuery): Promise<Point[]> =>
    (await histories.read(period, (history) => history.series(query))).answer;

  return {
    async lines(person, { of, stream, language, quantities, ...asked }) {
      const period = periodOf(asked, clock.now());
      const things: Subject[] =
        "subject" in of ? [of.subject] : subjects.lampsOf(person, of.selection).map(({ id }) => ({ lampId: id }));
      // one thing is judged by itself: who may not see it is told that it does not exist
      if ("subject" in of) await subjects.spansOf(person, of.subject);
      return write();

      async function* write(): AsyncGenerator<string> {
        const { lamp, cabinet, time, utc } = heads[language];
        const thing = "subject" in of && "cabinetId" in of.subject ? cabinet : lamp;
        const columns = quantities.map((name) => `${name} (${registry[name].unit})`);
        let piece = byteOrderMark + csvLine([thing, time, utc, ...columns], language);
        let lines = 0;
        for (const subject of things) {
          const id = "lampId" in subject ? subject.lampId : subject.cabinetId;
          const spans = await subjects.spansOf(person, subject);
          for (let from: number | undefined = period.from; from !== undefined; ) {
            const query: SeriesQuery = { spans, from, to: period.to, stream, limit: pageRows + 1 };
            const answer = await read(period, query);
            // a page ends between two instants; a whole page of one instant goes out as it is
            const next: number | undefined = answer.length > pageRows ? answer.at(-1)!.at : undefined;
            const whole = next === undefined ? answer : answer.filter(({ at }) => at < next);
            for (const point of whole.length === 0 ? answer : whole) {
              const values = quantities.map((name) => point[name]);
              const iso = new Date(point.at).toISOString();
              piece += csvLine([id, timeOf[language](point.at), iso, ...values], language);
              if (++lines % linesAtOnce === 0) {
                yield piece;
                piece = "";
              }
            }
            from = next !== undefined && whole.length === 0 ? next + 1 : next;
          }
        }
        yield piece;
      }
    },
  };
}
