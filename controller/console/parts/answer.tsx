/** Shows the answer to a question, or what stands in its way. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorState, LoadingState } from "./state-note.tsx";

interface AnswerProps<T> {
  readonly of: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}

/** What is known is shown even when asking again fails: the badge in the header says how old it is. */
export function Answer<T>({ of: { data, error, isPending, refetch }, children }: AnswerProps<T>) {
  if (data !== undefined) return children(data);
  if (isPending) return <LoadingState />;
  return <ErrorState error={error} onRetry={() => void refetch()} />;
}
