/**
 * Reports made one after another while their askers do something else: what was asked survives a restart, what is done
 * stays as files until newer ones take its place.
 */
import type { Clock } from "../../clock.ts";
import type { Site } from "../../core/fleet/configure.ts";
import type { Area, Inventory } from "../../core/inventory/model.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import type { Language } from "../../core/plans/preview/words.ts";
import { reportCsv } from "../../core/reports/csv.ts";
import type { ReportDocument } from "../../core/reports/document.ts";
import type { ReportArchive, ReportPrinter } from "../../core/reports/ports.ts";
import {
  monthAfter,
  monthBegin,
  monthName,
  type Report,
  type ReportFormat,
  type ReportFrame,
  type ReportKind,
  type ReportWish,
} from "../../core/reports/report.ts";
import { ControllerError } from "../../errors.ts";
import type { Log } from "../../log.ts";

/** What a report is about, once its words are taken for what they mean. */
export interface ReportScope {
  readonly area: Area;
  /** EpochMs, half-open. The end is now at the latest. */
  readonly from: number;
  readonly until: number;
  readonly months: number;
  readonly frame: ReportFrame;
}

/** Whoever asked was checked when he asked; what is below his area is his to read. */
export const reportReader: Person = { id: "reports", name: "Den", grants: [{ role: "viewer" }] };

/** Gathers the figures of one kind and writes the document. @param tell how far it is, 0…1. */
export type ReportWriter = (
  scope: ReportScope,
  tell: (share: number) => void,
  signal: AbortSignal,
) => Promise<ReportDocument>;

export interface ReportsDeps {
  readonly clock: Clock;
  readonly archive: ReportArchive;
  readonly printer: ReportPrinter;
  readonly writers: Readonly<Record<ReportKind, ReportWriter>>;
  readonly inventory: () => Pick<Inventory, "area">;
  readonly site: () => Pick<Site, "timeZone">;
  /** Writes an instant as people of the site read it. */
  readonly writeTime: (at: number) => string;
  readonly newId: () => string;
  readonly log: Log;
}

export interface ReportView extends Report {
  /** 0…1 */
  readonly share: number;
}

export interface Reports {
  /**
   * Begins a report.
   * @throws ControllerError `inventory/unknown`, `people/outside-area`, `reports/future`, `reports/full`.
   */
  ask(person: Person, wish: ReportWish): Promise<ReportView>;
  /** Those about areas the person may read, newest first. */
  list(person: Person): readonly ReportView[];
  /** @throws ControllerError `reports/unknown`. */
  find(person: Person, id: string): ReportView;
  /** @throws ControllerError `reports/unknown`, `reports/unfinished`. */
  file(
    person: Person,
    id: string,
    format: ReportFormat,
  ): Promise<{ readonly report: Report; readonly bytes: Uint8Array }>;
  /** Stops it where it is under way, and forgets it. @throws ControllerError `reports/unknown`, `people/outside-area`. */
  remove(person: Person, id: string): Promise<void>;
  close(): Promise<void>;
}

/** Reports that may wait or be under way at once. */
export const mostWaiting = 20;
/** Reports that are kept: the oldest goes when another is done. */
export const mostKept = 500;

type Kept = { -readonly [K in keyof ReportView]: ReportView[K] };

export async function createReports(deps: ReportsDeps): Promise<Reports> {
  const { clock, archive, printer, writers, inventory, site, log } = deps;
  const kept = new Map<string, Kept>();
  const stop = new AbortController();
  let running: { readonly id: string; readonly stop: AbortController } | undefined;
  let under: Promise<void> | undefined;

  for (const report of (await archive.all()).reverse()) {
    kept.set(report.id, { ...report, share: report.state === "done" ? 1 : 0 });
  }

  const visible = (person: Person, { areaId }: Report) => mayIn(person, "read", areaId, inventory().area);
  const waiting = () => [...kept.values()].filter(({ state }) => state === "waiting" || state === "running");

  function find(person: Person, id: string): Kept {
    const report = kept.get(id);
    if (report !== undefined && visible(person, report)) return report;
    throw new ControllerError("reports/unknown", `There is no report ${id}.`, { params: { id } });
  }

  function check(person: Person, { areaId, from }: ReportWish): void {
    const area = inventory().area.get(areaId);
    if (area === undefined || !mayIn(person, "read", areaId, inventory().area)) {
      throw new ControllerError("inventory/unknown", `There is no area ${areaId}.`, {
        params: { sort: "area", id: areaId },
      });
    }
    if (monthBegin(from, site().timeZone) >= clock.now()) {
      throw new ControllerError("reports/future", `${monthName(from)} has not begun yet. Choose an earlier month.`, {
        params: { month: monthName(from) },
      });
    }
    if (waiting().length >= mostWaiting) {
      throw new ControllerError("reports/full", `${mostWaiting} reports are under way. Wait for one to be done.`, {
        params: { most: mostWaiting },
      });
    }
  }

  function scopeOf(report: Report): ReportScope {
    const { timeZone } = site();
    const { language, from, months, askedAt, personName } = report;
    const area = inventory().area.get(report.areaId);
    if (area === undefined) {
      throw new ControllerError("inventory/unknown", `There is no area ${report.areaId} any more.`, {
        params: { sort: "area", id: report.areaId },
      });
    }
    return {
      area,
      months,
      from: monthBegin(from, timeZone),
      until: Math.min(clock.now(), monthBegin(monthAfter(from, months), timeZone)),
      frame: {
        language,
        subject: `${area.name} · ${periodName(report)}`,
        origin: originName(language, deps.writeTime(askedAt), personName),
      },
    };
  }

  async function make(report: Kept, signal: AbortSignal): Promise<void> {
    const tell = (share: number) => {
      // the last part is the writing of the files
      report.share = Math.max(report.share, Math.min(0.95, share * 0.95));
    };
    const document = await writers[report.kind](scopeOf(report), tell, signal);
    signal.throwIfAborted();
    await archive.write(report.id, "csv", new TextEncoder().encode([...reportCsv(document)].join("")));
    await archive.write(report.id, "pdf", await printer.print(document, report.askedAt));
  }

  async function run(report: Kept): Promise<void> {
    const mine = { id: report.id, stop: new AbortController() };
    running = mine;
    const signal = AbortSignal.any([stop.signal, mine.stop.signal]);
    report.state = "running";
    try {
      await make(report, signal);
      Object.assign(report, { state: "done", share: 1 } satisfies Partial<Kept>);
    } catch (error) {
      // a stop of the service leaves it as it was asked, for the next start
      if (signal.aborted) return;
      report.state = "failed";
      log.error(error, `report ${report.id} (${report.kind} of ${report.areaId})`);
    } finally {
      running = undefined;
    }
    if (!kept.has(report.id)) return;
    report.endedAt = clock.now();
    const { share: _, ...stored } = report;
    await archive.update(stored);
    await forgetOldest();
  }

  async function forgetOldest(): Promise<void> {
    const ended = [...kept.values()].filter(({ endedAt }) => endedAt !== undefined);
    const old = ended.slice(0, Math.max(0, ended.length - mostKept)).map(({ id }) => id);
    for (const id of old) kept.delete(id);
    await archive.remove(old);
  }

  /** One at a time: two would read the same disk, and be done later than one after the other. */
  function goOn(): void {
    under ??= (async () => {
      for (let next = waiting()[0]; next !== undefined && !stop.signal.aborted; next = waiting()[0]) await run(next);
    })()
      .catch((error: unknown) => log.error(error, "reports"))
      .finally(() => {
        under = undefined;
      });
  }

  goOn();
  return {
    async ask(person, wish) {
      check(person, wish);
      const { kind, areaId, from, months, language } = wish;
      const report: Report = {
        id: deps.newId(),
        kind,
        areaId,
        from,
        months,
        language,
        personId: person.id,
        personName: person.name,
        askedAt: clock.now(),
        state: "waiting",
      };
      await archive.insert(report);
      const view: Kept = { ...report, share: 0 };
      kept.set(report.id, view);
      goOn();
      return { ...view };
    },
    list: (person) =>
      [...kept.values()]
        .filter((report) => visible(person, report))
        .reverse()
        .map((report) => ({ ...report })),
    find: (person, id) => ({ ...find(person, id) }),
    async file(person, id, format) {
      const report = find(person, id);
      const bytes = report.state === "done" ? await archive.read(id, format) : undefined;
      if (bytes !== undefined) return { report, bytes };
      const percent = Math.floor(report.share * 100);
      throw new ControllerError("reports/unfinished", `Report ${id} is ${report.state} (${percent} %).`, {
        params: { id, percent },
      });
    },
    async remove(person, id) {
      const report = find(person, id);
      if (report.personId !== person.id && !mayIn(person, "inventory", report.areaId, inventory().area)) {
        throw new ControllerError("people/outside-area", "Only its asker or an administrator removes a report.", {
          params: { power: "inventory", areaId: report.areaId },
        });
      }
      kept.delete(id);
      if (running?.id === id) running.stop.abort();
      await archive.remove([id]);
    },
    async close() {
      stop.abort();
      await under;
    },
  };
}

function periodName({ language, from, months }: ReportWish): string {
  const word = language === "vi" ? "tháng " : "";
  const name = (after: number) => monthName(monthAfter(from, after));
  return `${word}${months === 1 ? name(0) : `${name(0)} – ${name(months - 1)}`}`;
}

function originName(language: Language, time: string, person: string): string {
  return language === "vi" ? `Lập lúc ${time} bởi ${person} · Den` : `Made ${time} by ${person} · Den`;
}
