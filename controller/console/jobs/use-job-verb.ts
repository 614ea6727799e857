/** What is done to a job, and whether anything can be sent to its lamps at all. */
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../api-client/api-client.ts";
import { useMayIn } from "../api-client/use-may-in.ts";
import { placesOf } from "../overrides/open-orders.ts";
import { problemText } from "../text/problem-text.ts";
import { useNow } from "../text/use-now.ts";
import { isOrderOpen, type Job, type Order, refreshOrders, restOf } from "./job.ts";

export type JobVerb = "pause" | "resume" | "retry" | "cancel";

interface JobWish {
  readonly verb: JobVerb;
  /** Only these lamps are tried again; absent: all that have not followed. */
  readonly lampIds?: readonly string[];
}

/** Refusals are said here; a cancelling says its own where it was pressed. */
export function useJobVerb(jobId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ verb, lampIds }: JobWish) => api.post(`/jobs/${jobId}/${verb}`, lampIds && { lampIds }),
    onSuccess: () => refreshOrders(client),
    onError: (error, { verb }) => {
      if (verb !== "cancel") notifications.show({ color: "red", message: problemText(error) });
    },
  });
}

/** @param order absent while it is not known: once it is over there is nothing to send any more. */
export function useMayRetry(job: Job, order: Order | undefined) {
  const now = useNow();
  const mayAct = useMayIn("override", order && placesOf(order));
  const isOpen = order !== undefined && isOrderOpen(order, now);
  return { mayAct, mayRetry: mayAct && isOpen && job.state !== "paused" && restOf(job) > 0 };
}
