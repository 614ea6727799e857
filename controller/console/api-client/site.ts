/** The place the console is about, and its time. */
import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { SiteView } from "../../api/routes/site.ts";
import { api } from "./api-client.ts";

export type Site = z.infer<typeof SiteView> & {
  /** ms the site's clock is ahead of this browser's: desks have wrong clocks, and a demonstration begins at dusk at any hour. */
  readonly ahead: number;
};

export const siteQuery = queryOptions({
  queryKey: ["site"],
  queryFn: async ({ signal }): Promise<Site> => {
    const asked = Date.now();
    const site = await api.get<z.infer<typeof SiteView>>("/site", { signal });
    // the answer was made half-way between asking and hearing it
    return { ...site, ahead: site.at - (asked + Date.now()) / 2 };
  },
  staleTime: 3_600_000,
});

export function useSite(): Site {
  return useSuspenseQuery(siteQuery).data;
}
