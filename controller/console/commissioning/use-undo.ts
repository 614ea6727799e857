/** Takes a wrong assignment back: what hung where before is kept in the browser's session, as long as the day's work. */
import { useSessionStorage } from "@mantine/hooks";
import { useMutation } from "@tanstack/react-query";
import { api } from "../api-client/api-client.ts";
import { useForgetInventory } from "../inventory/queries.ts";
import type { Lamp } from "../inventory/thing.ts";
import { type HungBefore, undoRequests } from "./assign-requests.ts";

/** A device at a lamp. */
export interface Hung {
  readonly deviceId: string;
  readonly lampId: string;
}

const keyOf = ({ deviceId, lampId }: Hung) => `${deviceId} ${lampId}`;

const lampNow = (id: string) => api.get<Lamp>(`/lamps/${encodeURIComponent(id)}`);

export function useUndo() {
  const forget = useForgetInventory();
  const [kept, setKept] = useSessionStorage<Readonly<Record<string, readonly HungBefore[]>>>({
    key: "den.commissioned.before",
    defaultValue: {},
  });
  const undo = useMutation({
    mutationFn: async (hung: Hung) => {
      const before = kept[keyOf(hung)] ?? [];
      const lamps = await Promise.all(before.map(({ lampId }) => lampNow(lampId)));
      const changes = undoRequests(hung.deviceId, before, lamps);
      if (changes.length > 0) await api.post("/inventory/changes", { changes });
    },
    onSuccess: async (_, hung) => {
      setKept(({ [keyOf(hung)]: _gone, ...rest }) => rest);
      await forget();
    },
  });
  return {
    isBusy: undo.isPending,
    error: undo.error,
    /** Whether it was hung up in this session, so that it is known what was before. */
    isKnown: (hung: Hung) => kept[keyOf(hung)] !== undefined,
    keep: (hung: Hung, before: readonly HungBefore[]) => setKept((known) => ({ ...known, [keyOf(hung)]: before })),
    undo: undo.mutateAsync,
  };
}
