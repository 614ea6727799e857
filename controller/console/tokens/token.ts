/** One's own tokens, as the API tells them. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { token } from "../../api/routes/sign-ins.ts";
import { api } from "../api-client/api-client.ts";

export type Token = z.infer<typeof token>;

export const tokensQuery = queryOptions({
  queryKey: ["me", "tokens"],
  queryFn: ({ signal }) => api.all<Token>("/me/tokens", { signal }),
});
