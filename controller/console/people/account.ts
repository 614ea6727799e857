/** Accounts as the API tells them, and how they are asked for. */
import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import type { account, grants } from "../../api/person-schemas.ts";
import { api } from "../api-client/api-client.ts";

export type Account = z.infer<typeof account>;
export type Grant = z.infer<typeof grants>[number];
export type Role = Grant["role"];

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => api.all<Account>("/people", { signal }),
});

export const accountQuery = (id: string) =>
  queryOptions({
    queryKey: ["people", id],
    queryFn: ({ signal }) => api.get<Account>(`/people/${encodeURIComponent(id)}`, { signal }),
  });
