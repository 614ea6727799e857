/** One step of many requests: looked at first, then done, all or nothing. */
import { useMutation } from "@tanstack/react-query";
import type { z } from "zod";
import type { stepAnswer } from "../../../api/inventory-schemas.ts";
import { ApiError, api } from "../../api-client/api-client.ts";
import { useForgetInventory } from "../queries.ts";
import type { Place } from "../thing.ts";
import type { ChangeRequest } from "./bulk-requests.ts";

export type StepAnswer = z.infer<typeof stepAnswer>;

const send = (changes: readonly ChangeRequest[], dryRun: boolean) =>
  api.post<StepAnswer>("/inventory/changes", { changes, ...(dryRun && { dryRun }) });

export function useStep() {
  const forget = useForgetInventory();
  const look = useMutation({ mutationFn: (changes: readonly ChangeRequest[]) => send(changes, true) });
  const make = useMutation({
    mutationFn: (changes: readonly ChangeRequest[]) => send(changes, false),
    onSuccess: () => forget(),
    // what one looked at is not what is there any more
    onError: () => void forget(),
  });
  const error = make.error ?? look.error;
  return {
    look,
    make,
    error,
    places: (error instanceof ApiError ? error.problem.places : []) as readonly Place[],
    again() {
      look.reset();
      make.reset();
    },
  };
}
