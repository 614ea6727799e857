/** One table for each message and each part of one, read off the schemas. */
import type { z } from "zod";
import { Answer, Ask } from "../wire/ask.ts";
import { BrokerEvent } from "../wire/broker-event.ts";
import { Calendar, Point, Program, Rule } from "../wire/calendar.ts";
import { TimeAnswer, TimeRequest } from "../wire/clock-exchange.ts";
import { Ceiling, Config, Desire, Floor } from "../wire/desire.ts";
import { Directive, DocumentName, Target } from "../wire/directive.ts";
import { Frame } from "../wire/frame.ts";
import { Capability, ClockState, Gone, Hello, Holdings, LogExtent } from "../wire/hello.ts";
import { EventMessage, OutputState, Report } from "../wire/report.ts";
import { Batch, EventRow, Lost, Sample } from "../wire/samples.ts";
import * as units from "../wire/units.ts";
import { listNameOf, table } from "./markdown.ts";

type Schema = z.core.$ZodType;
type Def = z.core.$ZodTypes["_zod"]["def"];

/** Schemas with a table or a name of their own; everything else is spelled out where it stands. */
const named: readonly (readonly [name: string, schema: Schema])[] = [
  ["hello", Hello],
  ["report", Report],
  ["event", EventMessage],
  ["answer", Answer],
  ["gone", Gone],
  ["time request", TimeRequest],
  ["desire", Desire],
  ["ask", Ask],
  ["time answer", TimeAnswer],
  ["directive", Directive],
  ["frame", Frame],
  ["broker event", BrokerEvent],
  ["capability", Capability],
  ["holdings", Holdings],
  ["clock state", ClockState],
  ["log extent", LogExtent],
  ["output state", OutputState],
  ["target", Target],
  ["batch", Batch],
  ["sample", Sample],
  ["event row", EventRow],
  ["lost", Lost],
  ["config", Config],
  ["floor", Floor],
  ["ceiling", Ceiling],
  ["calendar document", Calendar],
  ["program", Program],
  ["point", Point],
  ["rule", Rule],
];
const nameOf = new Map(named.map(([name, schema]) => [schema, name]));
const wordOf = new Map<Schema, string>([
  [units.u8, "u8"],
  [units.u16, "u16"],
  [units.u32, "u32"],
  [units.Seconds, "u32"],
  [units.Output, "0 … 63"],
  [units.EpochMs, "time"],
  [units.EpochUs, "0 … 2⁵³−1"],
  [units.DeviceId, "id"],
  [units.GroupId, "id"],
  [units.Digest, "digest"],
  [units.Label, "printable ASCII, up to 32"],
  [DocumentName, "document"],
]);

/** All of them, each under a heading of its own. */
export function messageTables(): string {
  return named.map(([name, schema]) => messageTable(name, schema)).join("\n\n");
}

function messageTable(name: string, schema: Schema): string {
  const def = schema._zod.def as Def;
  const heading = `#### ${name}\n\n`;
  if (def.type === "object") return heading + fieldTable(def.shape);
  if (def.type !== "union") throw new Error(`${name} is neither a map nor a choice of maps`);
  const options = def.options.map((option) => fieldsOf((option._zod.def as z.core.$ZodObjectDef).shape));
  const shared = options[0]!.filter((field) => options.every((option) => option.some((other) => isSame(field, other))));
  const rest = options.map((option) => option.filter((field) => !shared.some((other) => isSame(field, other))));
  const common = shared.length === 0 ? "" : `${table(fieldHead, shared.map(fieldRow))}\n\nand one of\n\n`;
  return `${heading}${common}${rest.map((option) => `- ${option.map(inLine).join(", ")}`).join("\n")}`;
}

interface FieldText {
  readonly name: string;
  readonly must: boolean;
  readonly type: string;
}

const fieldHead = ["field", "", "value in the model"];

function fieldsOf(shape: Readonly<Record<string, Schema>>): FieldText[] {
  return Object.entries(shape).map(([name, schema]) => ({
    name,
    must: schema._zod.def.type !== "optional",
    type: typeText(schema),
  }));
}

function isSame(a: FieldText, b: FieldText): boolean {
  return a.name === b.name && a.must === b.must && a.type === b.type;
}

function fieldRow({ name, must, type }: FieldText): string[] {
  return [`\`${name}\``, must ? "must" : "", type];
}

function inLine({ name, must, type }: FieldText): string {
  const text = `\`${name}\` ${type}`;
  return must ? text : `[${text}]`;
}

function fieldTable(shape: Readonly<Record<string, Schema>>): string {
  return table(fieldHead, fieldsOf(shape).map(fieldRow));
}

function typeText(schema: Schema): string {
  const name = nameOf.get(schema);
  if (name !== undefined) return `[${name}](#${name.replaceAll(" ", "-")})`;
  const word = wordOf.get(schema);
  if (word !== undefined) return word;
  const def = schema._zod.def as Def;
  switch (def.type) {
    case "optional":
      return typeText(def.innerType);
    case "array":
      return `list of ${lengthText(def)}${typeText(def.element)}`;
    case "tuple":
      return `list of exactly ${def.items.length}: ${typeText(def.items[0]!)}`;
    case "object":
      return `{ ${fieldsOf(def.shape).map(inLine).join(", ")} }`;
    case "enum":
      return `word of ${listNameOf(Object.values(def.entries))}`;
    case "literal":
      return def.values.map((value) => `\`${String(value)}\``).join(" or ");
    case "number":
      return numberText(def);
    case "string":
      return `text, up to ${checkOf(def, "max_length")?.maximum ?? ""}`;
    case "boolean":
      return "true or false";
    default:
      throw new Error(`no words for a schema of type "${def.type}"`);
  }
}

function lengthText(def: Def): string {
  const least = checkOf(def, "min_length")?.minimum;
  const most = checkOf(def, "max_length")?.maximum;
  if (most === undefined) return "";
  return least === undefined ? `up to ${most} × ` : `${least} … ${most} × `;
}

function numberText(def: Def): string {
  const whole = checkOf(def, "number_format") === undefined ? "" : "whole ";
  const steps = checkOf(def, "custom") === undefined ? "" : " in steps of 0.5";
  const end = (value: unknown) => Number(value).toLocaleString("en").replace("-", "−");
  return `${whole}${end(checkOf(def, "greater_than")?.value)} … ${end(checkOf(def, "less_than")?.value)}${steps}`;
}

interface AnyCheck {
  readonly check: string;
  readonly value?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
}

function checkOf(def: Def, kind: string): AnyCheck | undefined {
  return (def.checks ?? []).map((check) => check._zod.def as AnyCheck).find(({ check }) => check === kind);
}
