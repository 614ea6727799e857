/** Signing out: the session ends at the controller, and nothing that was read stays in this browser. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../api-client/api-client.ts";
import { leave } from "./session.ts";

export function useLeave() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.delete("/sessions/current"),
    onSuccess: () => leave(client),
  });
}
