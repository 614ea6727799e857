/** Every row of the bench, in the order they run: the short ones first. */
import type { Row } from "../row.ts";
import { deploy } from "./deploy.ts";
import { firstLight } from "./first-light.ts";
import { groupJob } from "./group-job.ts";
import { groupPublish } from "./group-publish.ts";
import { histories } from "./histories.ts";
import { influx } from "./influx.ts";
import { map } from "./map.ts";
import { memory } from "./memory.ts";
import { preview } from "./preview.ts";
import { reports } from "./reports.ts";
import { returning } from "./return.ts";
import { telemetry } from "./telemetry.ts";

export const allRows: readonly Row[] = [
  firstLight,
  groupPublish,
  groupJob,
  deploy,
  preview,
  returning,
  memory,
  map,
  telemetry,
  influx,
  histories,
  reports,
];
