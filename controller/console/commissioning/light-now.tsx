/** What the lamp says it does, asked again every two seconds: somebody stands below it. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { LampState } from "../../api/fleet-schemas.ts";
import { api } from "../api-client/api-client.ts";
import { useFormat } from "../text/use-format.ts";
import classes from "./commissioning.module.css";

/** ms */
const askEvery = 2_000;

export function LightNow({ lampId }: { readonly lampId: string }) {
  const format = useFormat();
  const { data } = useQuery({
    queryKey: ["fleet", "lamp", lampId],
    queryFn: ({ signal }) =>
      api.get<z.infer<typeof LampState>>(`/lamps/${encodeURIComponent(lampId)}/state`, { signal }),
    refetchInterval: askEvery,
  });
  if (data === undefined) return null;
  const { online, level, activePower, reportedAt } = data;
  return (
    <p className={classes.light} data-online={online}>
      <b>{level === undefined ? "–" : `${format.number(level, 1)} %`}</b>
      <span>
        {activePower !== undefined && `${format.number(activePower, 1)} W · `}
        {online ? <Trans>online</Trans> : <Trans>silent</Trans>}
        {reportedAt !== undefined && ` · ${format.seconds(reportedAt)}`}
      </span>
    </p>
  );
}
