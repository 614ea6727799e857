/** Deployments as the API and the stream tell them. */
import type { z } from "zod";
import type { DeploymentView } from "../../../api/deployment-schemas.ts";
import { api } from "../../api-client/api-client.ts";
import { liveQuery } from "../../live/live-query.ts";

export type Deployment = z.infer<typeof DeploymentView>;

export const deploymentsQuery = liveQuery<{ items: readonly Deployment[] }, "deployment">({
  queryKey: ["deployments"],
  path: "/deployments",
  query: { limit: 100 },
  kinds: ["deployment"],
  apply: (known, { data }) => {
    const isKnown = known.items.some(({ id }) => id === data.id);
    const items = isKnown ? known.items.map((one) => (one.id === data.id ? data : one)) : [data, ...known.items];
    return { ...known, items };
  },
});

export const deployApi = {
  deploy: (planId: string, version: number, why: string, documentNumber: string | undefined) =>
    api.post<Deployment>(`/plans/${encodeURIComponent(planId)}/deploy`, {
      version,
      why,
      ...(documentNumber === undefined ? {} : { documentNumber }),
    }),
  goBack: (planId: string, to: number | undefined, why: string, documentNumber: string | undefined) =>
    api.post<Deployment>(`/plans/${encodeURIComponent(planId)}/return`, {
      why,
      ...(to === undefined ? {} : { to }),
      ...(documentNumber === undefined ? {} : { documentNumber }),
    }),
  stop: (id: string) => api.post<Deployment>(`/deployments/${encodeURIComponent(id)}/stop`),
  resume: (id: string) => api.post<Deployment>(`/deployments/${encodeURIComponent(id)}/resume`),
} as const;
