/**
 * `npm run vectors`: writes every file of golden inputs and outputs, and the tables of the specification. A test fails
 * where a committed file differs.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fillBlocks } from "../specification/tables.ts";
import { codecVectors } from "./generate-codec.ts";
import { documentVectors } from "./generate-documents.ts";
import { rejectVectors } from "./generate-rejects.ts";
import { sizeVectors } from "./generate-sizes.ts";
import { topicVectors } from "./generate-topics.ts";
import { spellVectors, type VectorFile } from "./vector-file.ts";

export const vectorFiles: readonly VectorFile[] = [
  topicVectors,
  codecVectors,
  rejectVectors,
  sizeVectors,
  documentVectors,
];

if (import.meta.main) {
  for (const file of vectorFiles) writeFileSync(join(import.meta.dirname, file.name), spellVectors(file));
  const specification = join(import.meta.dirname, "../README.md");
  writeFileSync(specification, fillBlocks(readFileSync(specification, "utf8"), vectorFiles));
}
