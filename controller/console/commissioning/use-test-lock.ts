/** A work lock of one's own on one lamp, and light under it. A lock that was left open is found again. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import type { OrderView, PlacedView } from "../../api/order-schemas.ts";
import { api, newClientKey } from "../api-client/api-client.ts";
import { useMe } from "../api-client/me.ts";

type Order = z.infer<typeof OrderView>;

export function useTestLock(lampId: string, why: string) {
  const me = useMe();
  const client = useQueryClient();
  const queryKey = ["orders", "own-lock", lampId];
  const open = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const { items } = await api.get<{ items: Order[] }>("/work-locks", { query: { open: true }, signal });
      const isOurs = ({ personId, selection }: Order) =>
        personId === me.id && selection !== undefined && "lampIds" in selection && selection.lampIds.join() === lampId;
      return items.find(isOurs)?.id ?? null;
    },
  });
  const again = () => client.invalidateQueries({ queryKey: ["orders"] });
  const place = useMutation({
    mutationFn: (clientKey: string) =>
      api.post<z.infer<typeof PlacedView>>("/work-locks", { selection: { lampIds: [lampId] }, why }, { clientKey }),
    onSuccess: ({ orderId }) => client.setQueryData(queryKey, orderId),
  });
  const id = open.data ?? undefined;
  const test = useMutation({
    mutationFn: (level: number) => api.post(`/work-locks/${id}/test`, { target: { level } }),
  });
  const end = useMutation({
    mutationFn: () => api.post(`/work-locks/${id}/end`, {}),
    onSuccess: () => client.setQueryData(queryKey, null),
    onSettled: () => again(),
  });
  return {
    /** Of the lock that stands. */
    id,
    isBusy: place.isPending || test.isPending,
    isEnding: end.isPending,
    error: place.error ?? test.error ?? end.error,
    begin: () => place.mutate(newClientKey()),
    /** @param level percent */
    light: (level: number) => test.mutate(level),
    end: async () => {
      if (id !== undefined) await end.mutateAsync();
    },
  };
}
