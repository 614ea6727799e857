/**
 * `npm run vectors`: writes every file of golden inputs and outputs, and the tables of the specification. A test fails
 * where a committed file differs.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fillBlocks } from "../specification/tables.ts";
import { acceptanceVectors } from "./generate-acceptance.ts";
import { arbitrationVectors } from "./generate-arbitration.ts";
import { backoffVectors } from "./generate-backoff.ts";
import { calendarVectors } from "./generate-calendar.ts";
import { calendarDocumentVectors } from "./generate-calendar-documents.ts";
import { clockFilterVectors } from "./generate-clock-filter.ts";
import { codecVectors } from "./generate-codec.ts";
import { curveVectors } from "./generate-curves.ts";
import { deviceVectors } from "./generate-device.ts";
import { directiveSetVectors } from "./generate-directive-set.ts";
import { documentVectors } from "./generate-documents.ts";
import { fallbackVectors } from "./generate-fallback.ts";
import { logVectors } from "./generate-log.ts";
import { rampVectors } from "./generate-ramp.ts";
import { rejectVectors } from "./generate-rejects.ts";
import { sizeVectors } from "./generate-sizes.ts";
import { sunVectors } from "./generate-sun.ts";
import { topicVectors } from "./generate-topics.ts";
import { spellVectors, type VectorFile } from "./vector-file.ts";

export const vectorFiles: readonly VectorFile[] = [
  topicVectors,
  codecVectors,
  rejectVectors,
  sizeVectors,
  documentVectors,
  calendarDocumentVectors,
  sunVectors,
  curveVectors,
  rampVectors,
  directiveSetVectors,
  arbitrationVectors,
  acceptanceVectors,
  logVectors,
  backoffVectors,
  clockFilterVectors,
  calendarVectors,
  fallbackVectors,
  deviceVectors,
];

if (import.meta.main) {
  for (const file of vectorFiles) writeFileSync(join(import.meta.dirname, file.name), spellVectors(file));
  const specification = join(import.meta.dirname, "../README.md");
  writeFileSync(specification, fillBlocks(readFileSync(specification, "utf8"), vectorFiles));
}
