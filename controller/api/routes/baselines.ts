/** What areas burned before commissioning: recorded once each, corrected by further recordings. */
import { z } from "zod";
import type { Baseline, BaselineRecording } from "../../core/energy/baseline.ts";
import type { Area } from "../../core/inventory/model.ts";
import type { Baselines } from "../../engine/energy/baselines.ts";
import type { Audit } from "../../engine/people/audit.ts";
import { BaselineBody, BaselineView } from "../energy-table-schemas.ts";
import { reasonOf } from "../plan-views.ts";
import type { ApiRoutes } from "../route.ts";

export interface BaselineRoutesDeps {
  readonly baselines: Baselines;
  readonly audit: Audit;
  readonly areas: () => ReadonlyMap<string, Area>;
}

const tags = ["energy"];
const params = z.object({ areaId: z.string().min(1).max(64) });

export function baselineRoutes({ baselines, audit, areas }: BaselineRoutesDeps): ApiRoutes {
  const viewOf = ({ baseline, ...rest }: BaselineRecording) => {
    const areaName = areas().get(baseline.areaId)?.name ?? baseline.areaId;
    return { ...baseline, areaName, ...rest } as unknown as z.input<typeof BaselineView>;
  };

  return async (app) => {
    app.get(
      "/baselines",
      {
        config: { power: "read" },
        schema: {
          tags,
          summary: "Baselines that hold",
          description: "The newest recording of each of your areas that has one.",
          response: { 200: z.object({ items: z.array(BaselineView) }) },
        },
      },
      async ({ person }) => ({ items: baselines.readable(person).map(viewOf) }),
    );

    app.get(
      "/baselines/:areaId",
      {
        config: { power: "read", errors: ["energy/unknown"] },
        schema: {
          tags,
          summary: "Every recording of an area",
          description: "Newest first: the first holds, the others were corrected, each says by whom and why.",
          params,
          response: { 200: z.object({ items: z.array(BaselineView) }) },
        },
      },
      async ({ params: { areaId }, person }) => ({ items: baselines.recordingsOf(person, areaId).map(viewOf) }),
    );

    app.post(
      "/baselines/:areaId",
      {
        config: {
          power: "energy",
          errors: ["energy/invalid", "energy/changed-meanwhile", "people/outside-area", "inventory/unknown"],
        },
        schema: {
          tags,
          summary: "Record a baseline, or correct it",
          description:
            "Lamps, watts and switching as the survey found them. It speaks for the area and all below that have none of their own. Nothing is written over: a correction is a further recording.",
          params,
          body: BaselineBody,
          response: { 201: BaselineView },
        },
      },
      async ({ params: { areaId }, person, body }, reply) => {
        const { revision, recordedOn, source, groups } = body;
        const baseline = { areaId, recordedOn, source, groups } as Baseline;
        const recording = await baselines.record(person, baseline, revision, reasonOf(body));
        const { at, why, documentNumber } = recording.recorded;
        await audit.record({
          at,
          personId: person.id,
          personName: person.name,
          action: revision === 0 ? "baseline.record" : "baseline.correct",
          thing: { sort: "baseline", id: areaId },
          areaId,
          details: { why, revision: recording.revision },
          ...(documentNumber === undefined ? {} : { documentNumber }),
        });
        reply.code(201);
        return viewOf(recording);
      },
    );
  };
}
