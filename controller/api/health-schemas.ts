/** How the service does, as the API shows it. */
import { z } from "zod";

export const HealthView = z.object({
  status: z.enum(["ok", "degraded"]),
  figures: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])),
});
