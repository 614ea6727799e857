/** Who is signed in, what he may do, and where. */
import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { me } from "../../api/routes/sign-ins.ts";
import { ApiError, api } from "./api-client.ts";

export type Me = z.infer<typeof me>;
export type Power = Me["powers"][number];

const queryKey = ["me"] as const;

export const readMe = (signal?: AbortSignal): Promise<Me> => api.get<Me>("/me", signal && { signal });

/** null: nobody is signed in. Who once was stays known until he leaves: a session that ends is an error, and not nobody. */
export const meQuery = queryOptions({
  queryKey,
  queryFn: async ({ signal, client }): Promise<Me | null> => {
    try {
      return await readMe(signal);
    } catch (error) {
      const isNobody = error instanceof ApiError && error.problem.status === 401;
      if (isNobody && !client.getQueryData<Me | null>(queryKey)) return null;
      throw error;
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
});

/** Inside the shell somebody is signed in. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(meQuery);
  if (data === null) throw new Error("nobody is signed in");
  return data;
}

/** Whether the person may do it somewhere; where exactly is the API's word. */
export function useMay(power: Power): boolean {
  return useMe().powers.includes(power);
}
