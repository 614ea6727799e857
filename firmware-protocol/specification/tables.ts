/** The tables of the specification, made from the registry, the word lists and the schemas, so that they cannot be wrong. */
import { encodeMessage } from "../wire/codec.ts";
import * as limits from "../wire/limits.ts";
import { type FieldName, fields } from "../wire/registry.ts";
import type { Report } from "../wire/report.ts";
import { annotate } from "./annotate.ts";
import { listNameOf, table } from "./markdown.ts";
import { meanings } from "./meanings.ts";
import { messageTables } from "./message-tables.ts";

/** A file of golden inputs and outputs, as far as the specification names it. */
export interface ListedVectors {
  readonly name: string;
  readonly about: string;
}

/** Contents of each block between `<!-- name -->` and `<!-- /name -->` in the README. */
export const blocks: Readonly<Record<string, (vectors: readonly ListedVectors[]) => string>> = {
  vectors: (vectors) =>
    table(
      ["file", "what a case says"],
      vectors.map(({ name, about }) => [`\`${name}\``, about]),
    ),
  registry: registryTable,
  words: wordTable,
  limits: limitTable,
  bytes: annotatedReport,
  messages: messageTables,
};

/** @returns the text with every block rewritten. @throws Error if the text lacks one. */
export function fillBlocks(text: string, vectors: readonly ListedVectors[]): string {
  let filled = text;
  for (const [name, make] of Object.entries(blocks)) {
    const block = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
    if (!block.test(filled)) throw new Error(`the specification has no block for ${name}`);
    filled = filled.replace(block, (_, open: string, close: string) => `${open}\n${make(vectors)}\n\n${close}`);
  }
  return filled;
}

/** The report of the quick start, in the bytes a finished firmware sends. */
function annotatedReport(): string {
  const report: Report = {
    at: Date.UTC(2026, 10, 22, 11),
    states: [{ output: 0, level: 70, source: "fallback", settled: true }],
    batches: [
      {
        stream: "raw",
        epoch: 7,
        after: 41,
        rows: [{ at: Date.UTC(2026, 10, 22, 11), output: 0, level: 70, supplyVoltage: 229.4, activePower: 43.6 }],
      },
    ],
  };
  const bytes = encodeMessage("report", report, "cbor");
  return `\`\`\`text\n${annotate(bytes)}\n\`\`\`\n\n${bytes.length} bytes.`;
}

function registryTable(): string {
  const rows = [...fields]
    .sort(([, a], [, b]) => a.key - b.key)
    .map(([name, { key, form, unit }]) => [
      String(key),
      `\`${name}\``,
      unit,
      form.words === undefined ? form.spelling : `position in ${listNameOf(form.words)}`,
      meanings[name as FieldName],
    ]);
  return table(["key", "name", "unit in the model", "on the wire", "meaning"], rows);
}

/** Every list that some field travels in, by name. */
function wordTable(): string {
  const lists = new Map<string, readonly string[]>();
  for (const { form } of fields.values()) {
    if (form.words !== undefined) lists.set(listNameOf(form.words), form.words);
  }
  const rows = [...lists]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, words]) => [name, words.map((word, position) => `${position} ${word}`).join(" · ")]);
  return table(["list", "words"], rows);
}

function limitTable(): string {
  const texts: Record<keyof typeof limits, string> = {
    maxUpBytes: "bytes of a message from a device",
    maxDownBytes: "bytes of a message to a device",
    maxDesireBytes: "bytes of a desire",
    maxJsonDownBytes: "bytes of a JSON message to a device on the bench",
    maxDocumentPartBytes: "bytes of one part of a document",
    maxDocumentParts: "parts of a document",
    maxTopicBytes: "bytes of a topic",
    maxBatchRows: "rows of a batch",
    maxOutputs: "outputs of a device",
    maxDirectivesPerOutput: "directives in force on one output",
    maxDirectivesPerDevice: "directives held by one device",
    maxGroupsPerDevice: "groups of a device",
    maxSubscriptions: "topic filters of a device",
    rememberedAsks: "ask ids a device remembers",
    maxOffsets: "UTC offsets in a configuration",
    maxFloors: "floors in a configuration",
    maxFloorNights: "ranges of nights in a floor",
    maxCeilings: "ceilings in a configuration",
    maxCeilingNights: "ranges of nights in a ceiling",
    maxCalendarBytes: "bytes of a calendar",
    maxPrograms: "programs of a calendar",
    maxPoints: "switch points of a program",
    maxRules: "rules of a calendar",
    maxRanges: "ranges in a rule",
    keepAliveSeconds: "seconds of keep-alive",
  };
  const values: Readonly<Record<string, number | { min: number; max: number }>> = { ...limits };
  const rows = Object.entries(texts).map(([name, text]) => {
    const value = values[name]!;
    return [text, typeof value === "number" ? value.toLocaleString("en") : `${value.min} … ${value.max}`];
  });
  return table(["what", "most"], rows);
}
