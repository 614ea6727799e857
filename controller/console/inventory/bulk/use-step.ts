/** One step over many things: looked at first, then done, all or nothing. */
import { useMutation } from "@tanstack/react-query";
import type { z } from "zod";
import type { stepAnswer } from "../../../api/inventory-schemas.ts";
import type { alikeAnswer } from "../../../api/routes/inventory-alike.ts";
import { ApiError, api } from "../../api-client/api-client.ts";
import { useForgetInventory } from "../queries.ts";
import type { Place } from "../thing.ts";
import type { BulkStep } from "./bulk-step.ts";

export type StepAnswer = z.infer<typeof stepAnswer>;

const send = (step: BulkStep, dryRun: boolean) =>
  api.post<z.infer<typeof alikeAnswer>>("/inventory/changes/alike", { ...step, ...(dryRun && { dryRun }) });

export function useStep() {
  const forget = useForgetInventory();
  const look = useMutation({ mutationFn: (step: BulkStep) => send(step, true) });
  const make = useMutation({
    mutationFn: (step: BulkStep) => send(step, false),
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
