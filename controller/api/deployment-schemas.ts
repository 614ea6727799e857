/** Deployments as the API and the stream tell them. */
import { z } from "zod";
import { refusalCodes } from "#protocol/wire/vocabulary.ts";
import { deploymentStates } from "../core/plans/deployment.ts";
import { revisionNumber } from "./plan-revision-schemas.ts";
import { planId } from "./plan-schemas.ts";

const at = z.number().int().min(0).describe("EpochMs");

export const DeploymentView = z.object({
  id: z.string(),
  planId,
  revision: revisionNumber,
  startedAt: at,
  endedAt: z.exactOptional(at),
  personId: z.string(),
  personName: z.string(),
  state: z.enum(deploymentStates),
  stoppedBy: z.exactOptional(
    z.union([z.literal("refusals"), z.object({ personId: z.string(), personName: z.string() })]),
  ),
  devices: z.number().int().describe("Devices whose calendars it changes."),
  counts: z.object({
    waiting: z.number().int().describe("Their wave has not begun."),
    told: z.number().int().describe("Told, without an answer so far."),
    away: z.number().int().describe("Not connected: told when they are back."),
    holding: z.number().int().describe("They hold it with its documents."),
    refused: z.number().int().describe("They cannot use it."),
  }),
  wave: z
    .object({ number: z.number().int(), of: z.number().int() })
    .describe("The wave that is out, from 1; 0 before the first."),
  refusals: z
    .array(
      z.object({
        deviceId: z.string(),
        name: z.string(),
        code: z.enum([...refusalCodes, "tooFull"]),
        vi: z.string(),
        en: z.string(),
        advice: z.object({ vi: z.string(), en: z.string() }).describe("What can be done about it."),
      }),
    )
    .describe("The first 50 devices that cannot use it, and why; tooFull: more than one message can carry."),
});
