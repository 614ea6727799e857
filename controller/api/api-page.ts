/** The API's description as one page of HTML: no script, nothing from elsewhere. */
import { errorCodes } from "../errors.ts";
import { messages } from "./messages.ts";
import { statusOf } from "./statuses.ts";

/** The parts of an OpenAPI document that are shown. */
interface Document {
  info: { title: string; version: string; description?: string };
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
}
interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  security?: unknown[];
  "x-power"?: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>;
}
interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  default?: unknown;
}

export function renderApiPage({ info, tags = [], paths }: Document): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const names = [...new Set([...tags.map(({ name }) => name), ...operations.map(({ operation }) => tagOf(operation))])];
  const sections = names
    .map((name) => ({
      name,
      about: tags.find((tag) => tag.name === name)?.description ?? "",
      listed: operations.filter(({ operation }) => tagOf(operation) === name),
    }))
    .filter(({ listed }) => listed.length > 0);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html(info.title)} API ${html(info.version)}</title>
<style>${style}</style>
<header>
<h1>${html(info.title)} <small>API ${html(info.version)}</small></h1>
${paragraphs(info.description)}
<p><a href="/api/v1/openapi.json">openapi.json</a></p>
<nav>${sections.map(({ name }) => `<a href="#tag-${html(name)}">${html(name)}</a>`).join(" ")} <a href="#errors">errors</a></nav>
</header>
<main>
${sections
  .map(
    ({ name, about, listed }) => `<section id="tag-${html(name)}">
<h2>${html(name)}</h2>
${paragraphs(about)}
${listed.map(({ path, method, operation }) => renderOperation(path, method, operation)).join("\n")}
</section>`,
  )
  .join("\n")}
<section id="errors">
<h2>errors</h2>
<p>Codes are stable. The address of an error's <code>type</code> leads here.</p>
<table><tr><th>code</th><th>status</th><th>English</th><th lang="vi">Tiếng Việt</th></tr>
${errorCodes
  .map((code) => {
    const { title, titleVi } = messages[code];
    return `<tr id="${code}"><td><code>${code}</code></td><td>${statusOf[code]}</td><td>${html(title)}</td><td lang="vi">${html(titleVi)}</td></tr>`;
  })
  .join("\n")}
</table>
</section>
</main>
</html>
`;
}

function renderOperation(path: string, method: string, operation: Operation): string {
  const { summary = "", description, parameters = [], requestBody, responses = {}, security } = operation;
  const answers = Object.entries(responses);
  const errors = answers.filter(([status]) => Number(status) >= 400);
  return `<details>
<summary><b class="${html(method)}">${html(method.toUpperCase())}</b> <code>${html(path)}</code> <span>${html(summary)}</span></summary>
${paragraphs(description)}
${security ? needed(operation["x-power"]) : "<p>Needs no sign-in.</p>"}
${table(
  "Parameters",
  parameters.map((parameter) => [
    `<code>${html(parameter.name)}</code>${parameter.required ? "" : "?"} <small>${html(parameter.in)}</small>`,
    shape(parameter.schema),
    inline(parameter.description ?? parameter.schema?.description ?? ""),
  ]),
)}
${requestBody ? bodies("Body", requestBody.content) : ""}
${answers
  .filter(([status]) => Number(status) < 400)
  .map(([status, answer]) => bodies(`Answer ${status}`, answer.content, answer.description))
  .join("\n")}
${table(
  "Errors",
  errors.map(([status, answer]) => [html(status), paragraphs(answer.description)]),
)}
</details>`;
}

function needed(power: string | undefined): string {
  return power === undefined ? "" : `<p>Needs the power <code>${html(power)}</code>.</p>`;
}

function bodies(title: string, content: Record<string, { schema?: Schema }> = {}, otherwise = ""): string {
  const listed = Object.entries(content).map(
    ([type, { schema }]) => `<p><small>${html(type)}</small></p><pre>${shape(schema)}</pre>`,
  );
  return `<h3>${html(title)}</h3>${listed.length > 0 ? listed.join("") : paragraphs(otherwise)}`;
}

function table(title: string, rows: string[][]): string {
  if (rows.length === 0) return "";
  const lines = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`);
  return `<h3>${title}</h3><table>${lines.join("")}</table>`;
}

/** A schema in the notation programmers read fastest, as HTML. */
function shape(schema: Schema | undefined, indent = ""): string {
  if (!schema) return "any";
  if (schema.$ref !== undefined) return html(schema.$ref.split("/").at(-1) ?? "");
  if (schema.const !== undefined) return html(JSON.stringify(schema.const));
  if (schema.enum) return schema.enum.map((value) => html(JSON.stringify(value))).join(" | ");
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return alternatives.map((one) => shape(one, indent)).join(" | ");
  if (schema.items) return `[ ${shape(schema.items, indent)} ]${limits(schema)}`;
  if (schema.properties) {
    const inner = `${indent}  `;
    const lines = Object.entries(schema.properties).map(([name, property]) => {
      const about = property.description === undefined ? "" : `  <i>${inline(property.description)}</i>`;
      return `${inner}${html(name)}${schema.required?.includes(name) ? "" : "?"}: ${shape(property, inner)}${about}`;
    });
    return `{\n${lines.join("\n")}\n${indent}}`;
  }
  if (typeof schema.additionalProperties === "object") return `{ name: ${shape(schema.additionalProperties, indent)} }`;
  return `${html([schema.type ?? "any"].flat().join(" | "))}${limits(schema)}`;
}

function limits({ minimum, maximum, minLength, maxLength, minItems, maxItems, pattern, ...rest }: Schema): string {
  // bounds of a double's integers say nothing
  const told = (bound: number | undefined) => (Math.abs(bound ?? 0) === Number.MAX_SAFE_INTEGER ? undefined : bound);
  const from = told(minimum) ?? minLength ?? minItems;
  const to = told(maximum) ?? maxLength ?? maxItems;
  const range = from === undefined && to === undefined ? "" : ` ${from ?? ""}…${to ?? ""}`;
  const form = pattern === undefined ? "" : ` /${html(pattern)}/`;
  return `${range}${form}${rest.default === undefined ? "" : ` = ${html(JSON.stringify(rest.default))}`}`;
}

function tagOf(operation: Operation): string {
  return operation.tags?.[0] ?? "other";
}

function paragraphs(text = ""): string {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => `<p>${inline(line)}</p>`)
    .join("");
}

/** `code` in backticks is all the markup our texts use. */
function inline(text: string): string {
  return html(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

function html(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `
:root { color-scheme: light dark; --edge: light-dark(#d8d3c6, #3a3d45); --soft: light-dark(#6b675d, #a2a5ad); --lamp: light-dark(#b25d00, #ffb454); --ground: light-dark(#fbfaf6, #16181d); --raised: light-dark(#fff, #1d2026); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem 6rem; background: var(--ground); font: 16px/1.5 system-ui, sans-serif; }
h1 small, td small, p small, i { color: var(--soft); font-weight: normal; font-style: normal; }
h2 { margin: 2.5rem 0 .5rem; border-bottom: 2px solid var(--lamp); }
h3 { margin: 1rem 0 .25rem; font-size: 1rem; }
nav a { margin-right: .75rem; }
a { color: var(--lamp); }
details { margin: .4rem 0; padding: .4rem .8rem; border: 1px solid var(--edge); border-radius: .4rem; background: var(--raised); }
summary { cursor: pointer; }
summary span { color: var(--soft); }
summary b { display: inline-block; min-width: 4.2rem; font: 600 .8rem ui-monospace, monospace; color: var(--lamp); }
code, pre { font: .875rem/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { margin: 0; padding: .6rem .8rem; white-space: pre-wrap; border-left: 3px solid var(--edge); }
table { width: 100%; border-collapse: collapse; }
td, th { padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid var(--edge); }
td p { margin: 0; }
tr:target { background: color-mix(in srgb, var(--lamp) 20%, transparent); }
@media (max-width: 40rem) { table, tbody, tr, th, td { display: block; } tr { padding: .4rem 0; border-top: 1px solid var(--edge); } th, td { border: 0; padding: .1rem 0; } }
`;
