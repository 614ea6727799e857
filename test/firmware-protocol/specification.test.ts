/** The page a C author works from says what the code does: its tables are made from it, its examples are taken by it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { blocks, fillBlocks } from "#protocol/specification/tables.ts";
import { vectorFiles } from "#protocol/vectors/write.ts";
import { decodeMessage } from "#protocol/wire/codec.ts";
import type { MessageKind } from "#protocol/wire/messages.ts";
import { fields } from "#protocol/wire/registry.ts";
import { createTopics, downKinds, groupKinds, upKinds } from "#protocol/wire/topics.ts";
import { directiveKinds, refusalCodes, sources } from "#protocol/wire/vocabulary.ts";

const page = readFileSync(join(import.meta.dirname, "../../firmware-protocol/README.md"), "utf8");

/** The part under one heading. */
function section(title: string): string {
  const start = page.indexOf(`## ${title}\n`);
  if (start < 0) throw new Error(`no section "${title}"`);
  return page.slice(start, page.indexOf("\n## ", start + 1));
}

describe("the specification", () => {
  test("has tables as the code is today; npm run vectors writes them", () => {
    expect(fillBlocks(page, vectorFiles)).toBe(page);
  });

  test("is refused by the table writer when a table has no place in it", () => {
    for (const name of Object.keys(blocks)) {
      expect(() => fillBlocks(page.replace(`<!-- ${name} -->`, ""), vectorFiles)).toThrow(`no block for ${name}`);
    }
  });

  test("lists every name of the registry once, with its key", () => {
    for (const [name, { key }] of fields) {
      expect(page.split(`\n| ${key} | \`${name}\` |`).length - 1, name).toBe(1);
    }
  });

  test("names every topic, every directive, every refusal and every row of the precedence table", () => {
    const topics = section("Topics and access");
    for (const kind of upKinds) expect(topics).toContain(`up/{device}/${kind}`);
    for (const kind of downKinds) expect(topics).toContain(`down/{device}/${kind}`);
    for (const kind of groupKinds) expect(topics).toContain(`group/{group}/${kind}`);
    for (const kind of directiveKinds) expect(section("Directives")).toContain(`| \`${kind}\` |`);
    const refusals = section("Directives") + section("Desired state");
    for (const code of refusalCodes) expect(refusals, code).toContain(`\`${code}\``);
    for (const [row, source] of sources.entries()) expect(section("Light")).toContain(`| ${row} | \`${source}\``);
  });

  test("leads to every section it promises and to every vector file there is", () => {
    const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, title]) => title!.toLowerCase().replaceAll(" ", "-"));
    for (const [, anchor] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(headings).toContain(anchor);
    for (const { name } of vectorFiles) expect(section("Testing your firmware"), name).toContain(`\`${name}\``);
  });

  test("shows mosquitto_pub commands whose messages are taken", () => {
    const commands = [...page.matchAll(/-t (\S+) -m '([^']+)'/g)];
    expect(commands.length).toBeGreaterThanOrEqual(2);
    for (const [, topic, text] of commands) {
      const parsed = createTopics().parse(topic!);
      if (parsed?.road !== "up") throw new Error(`${topic} is not a topic of a device`);
      expect(decodeMessage(parsed.kind as MessageKind, new TextEncoder().encode(text))).toMatchObject({ ok: true });
    }
  });

  test("shows bytes that are a message, as the reader reads them", () => {
    const listing = section("Ten minutes on the bench").match(/```text\n([\s\S]*?)\n```/)![1]!;
    const hex = listing.split("\n").map((line) => line.slice(0, 44).replaceAll(" ", ""));
    expect(decodeMessage("report", Uint8Array.fromHex(hex.join("")))).toMatchObject({
      ok: true,
      message: { states: [{ level: 70 }], batches: [{ rows: [{ supplyVoltage: 229.4 }] }] },
    });
  });
});
