/** Previews that are under way or done, each its asker's alone, kept in memory for a bounded time and size. */
import type { Clock } from "../../clock.ts";
import type { BaselineRecording } from "../../core/energy/baseline.ts";
import type { RatesRevision } from "../../core/energy/rates.ts";
import type { Area } from "../../core/inventory/model.ts";
import type { Selection } from "../../core/inventory/select.ts";
import { mayIn, type Person } from "../../core/people/model.ts";
import type { Plan } from "../../core/plans/plan.ts";
import type { PreviewState } from "../../core/plans/preview/preview-request.ts";
import type { PreviewReport } from "../../core/plans/preview/report.ts";
import { weighReport } from "../../core/plans/preview/weigh-report.ts";
import { ControllerError } from "../../errors.ts";

export interface Preview {
  readonly id: string;
  readonly personId: string;
  readonly askedAt: number;
  readonly plan: Pick<Plan, "id" | "name" | "areaId">;
  readonly revision: number;
  readonly selection: Selection;
  /** First night, days since 1970-01-01. */
  readonly from: number;
  readonly nights: number;
  readonly lamps: number;
  /** Of the lamps: whoever looks at the result may read them all. */
  readonly areaIds: readonly string[];
  /** By which energy is priced and compared. */
  readonly rates: RatesRevision;
  readonly baselines: readonly BaselineRecording[];
  readonly state: PreviewState;
  /** 0…1 */
  readonly share: number;
  /** EpochMs; absent before it ended. */
  readonly endedAt?: number;
  /** EpochMs at which it is forgotten at the latest; absent before it ended. */
  readonly keptUntil?: number;
  /** Present when done. */
  readonly report?: PreviewReport;
}

/** ms a result is kept, and bytes all of them may hold: the oldest go first, the newest stays in any case. */
export const keepFor = 3_600_000;
export const mostBytes = 128 * 2 ** 20;

/** As the engine writes to it. Once dropped it is nobody's: work on it ends. */
export type KeptPreview = { -readonly [K in keyof Preview]: Preview[K] } & { isDropped: boolean };

export interface PreviewShelf {
  put(preview: KeptPreview): void;
  /** The person's own, newest first. */
  list(person: Person): readonly KeptPreview[];
  /** @throws ControllerError `plans/preview-unknown`, also where the person lost the right to its areas. */
  find(person: Person, id: string): KeptPreview;
  /** Its time begins to run, and older ones may have to go. */
  ended(preview: KeptPreview): void;
  forget(preview: KeptPreview): void;
  clear(): void;
}

export function createPreviewShelf({
  clock,
  areas,
}: {
  readonly clock: Clock;
  readonly areas: () => ReadonlyMap<string, Area>;
}): PreviewShelf {
  const kept = new Map<string, KeptPreview>();

  function forget(preview: KeptPreview): void {
    preview.isDropped = true;
    // the wake that would have forgotten it still knows the preview
    delete preview.report;
    kept.delete(preview.id);
  }

  return {
    put: (preview) => void kept.set(preview.id, preview),
    list: (person) => [...kept.values()].filter(({ personId }) => personId === person.id).reverse(),
    find(person, id) {
      const found = kept.get(id);
      if (found?.personId === person.id && found.areaIds.every((areaId) => mayIn(person, "read", areaId, areas()))) {
        return found;
      }
      throw new ControllerError("plans/preview-unknown", `There is no preview ${id} of yours; it may be forgotten.`, {
        params: { id },
      });
    },
    ended(preview) {
      if (preview.isDropped) return;
      preview.endedAt = clock.now();
      preview.keptUntil = preview.endedAt + keepFor;
      clock.wakeAt(preview.keptUntil, () => forget(preview));
      const ended = [...kept.values()].filter(({ endedAt }) => endedAt !== undefined);
      ended.sort((a, b) => a.endedAt! - b.endedAt!);
      let bytes = ended.reduce((sum, { report }) => sum + weightOf(report), 0);
      for (const old of ended.slice(0, -1)) {
        if (bytes <= mostBytes) break;
        bytes -= weightOf(old.report);
        forget(old);
      }
    },
    forget,
    clear() {
      for (const preview of kept.values()) forget(preview);
    },
  };
}

const weightOf = (report: PreviewReport | undefined) => (report === undefined ? 0 : weighReport(report));
