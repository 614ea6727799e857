/** The tables of the inventory, one per sort of thing, and how a thing becomes a row and a row a thing again. */
import { type CreateTableBuilder, sql } from "kysely";
import type { ThingOf, ThingSort } from "../core/inventory/model.ts";
import { ownFieldsOf } from "../core/inventory/own-fields.ts";
import type { Migrations } from "./database.ts";

/** A row of any sort: its columns are named like the fields of the thing. */
export type Row = { id: string; version: number } & Record<string, unknown>;

export type InventoryTables = Record<(typeof tableOf)[ThingSort], Row> & {
  deviceSecrets: { deviceId: string; current: string; next: string | null };
  lampAssignments: { lampId: string; device: string; output: number; from: number; to: number | null };
  cabinetAssignments: { cabinetId: string; device: string; from: number; to: number | null };
  topicNumbers: { name: string; next: number };
  inventoryImports: {
    id: string;
    at: number;
    by: string;
    byId: string;
    file: string | null;
    rows: number;
    /** JSON list of StepCount. */
    counts: string;
    things: string;
    undoneAt: number | null;
  };
};

export const tableOf = {
  area: "areas",
  supplyPoint: "supplyPoints",
  cabinet: "cabinets",
  circuit: "circuits",
  road: "roads",
  lampModel: "lampModels",
  device: "devices",
  lamp: "lamps",
  group: "lampGroups",
} as const satisfies Record<ThingSort, string>;

const common = ["id", "name", "version", "retiredAt"] as const;

/** Fields that are lists or objects; they are kept as JSON text. */
const jsonColumns: ReadonlySet<string> = new Set(["path", "lampIds", "pattern", "earlierMeters", "otherLoads"]);

function columnsOf(sort: ThingSort): readonly string[] {
  return [...common, ...ownFieldsOf(sort)];
}

/** All columns of the sort; what the thing does not say is null. */
export function toRow(sort: ThingSort, thing: ThingOf[ThingSort]): Row {
  const fields = thing as unknown as Readonly<Record<string, unknown>>;
  const row = columnsOf(sort).map((column) => {
    const value = fields[column] ?? null;
    return [column, value !== null && jsonColumns.has(column) ? JSON.stringify(value) : value];
  });
  return Object.fromEntries(row);
}

export function toThing<S extends ThingSort>(row: Row): ThingOf[S] {
  const said = Object.entries(row).filter(([, value]) => value !== null);
  return Object.fromEntries(
    said.map(([column, value]) => [column, jsonColumns.has(column) ? JSON.parse(value as string) : value]),
  ) as unknown as ThingOf[S];
}

type Columns = Readonly<Record<string, "text" | "text?" | "integer" | "integer?" | "bigint?" | "double" | "double?">>;

function withColumns<T extends string>(table: CreateTableBuilder<T>, columns: Columns): CreateTableBuilder<T> {
  return Object.entries(columns).reduce((built, [name, type]) => {
    const sqlType = type.startsWith("double") ? "double precision" : (type.replace("?", "") as "text");
    return built.addColumn(name, sqlType, (column) => (type.endsWith("?") ? column : column.notNull()));
  }, table) as CreateTableBuilder<T>;
}

export const inventoryMigrations: Migrations = {
  "inventory-001-things": {
    async up(db) {
      const things: Readonly<Record<string, Columns>> = {
        areas: { parentId: "text?", topicNumber: "integer" },
        supplyPoints: {
          areaId: "text",
          utilityCode: "text?",
          meterSerial: "text?",
          factor: "double?",
          lon: "double?",
          lat: "double?",
        },
        cabinets: { areaId: "text", supplyPointId: "text?", deviceId: "text?", lon: "double", lat: "double" },
        circuits: { cabinetId: "text", kind: "text", segment: "integer?", topicNumber: "integer" },
        roads: { areaId: "text", path: "text?" },
        lampModels: {
          outputKind: "text",
          curve: "text",
          nominalPower: "double",
          powerAtMinimumDimLevel: "double",
          minLevel: "double",
          luminousFlux: "double?",
          cct: "integer?",
          manufacturer: "text?",
        },
        devices: { profile: "text", outputs: "integer" },
        lamps: {
          areaId: "text",
          use: "text",
          modelId: "text",
          lon: "double",
          lat: "double",
          roadId: "text?",
          order: "integer?",
          arm: "integer?",
          pole: "text?",
          circuitId: "text?",
          phase: "integer?",
          deviceId: "text?",
          output: "integer?",
        },
        lampGroups: { areaId: "text", lampIds: "text", pattern: "text?", topicNumber: "integer" },
      };
      for (const [table, columns] of Object.entries(things)) {
        const base = db.schema.createTable(table).addColumn("id", "text", (column) => column.primaryKey());
        await withColumns(base, { name: "text", version: "integer", retiredAt: "bigint?", ...columns }).execute();
      }
      await db.schema
        .createTable("deviceSecrets")
        .addColumn("deviceId", "text", (column) => column.primaryKey())
        .addColumn("current", "text", (column) => column.notNull())
        .addColumn("next", "text")
        .execute();
      await db.schema
        .createTable("lampAssignments")
        .addColumn("lampId", "text", (column) => column.notNull())
        .addColumn("device", "text", (column) => column.notNull())
        .addColumn("output", "integer", (column) => column.notNull())
        .addColumn("from", "bigint", (column) => column.notNull())
        .addColumn("to", "bigint")
        .execute();
      await db.schema.createIndex("lampAssignmentsByLamp").on("lampAssignments").columns(["lampId", "from"]).execute();
      await db.schema
        .createTable("topicNumbers")
        .addColumn("name", "text", (column) => column.primaryKey())
        .addColumn("next", "integer", (column) => column.notNull())
        .execute();
      await db.insertInto("topicNumbers").values({ name: "group", next: 1 }).execute();
      await db.schema
        .createTable("inventoryImports")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("at", "bigint", (column) => column.notNull())
        .addColumn("by", "text", (column) => column.notNull())
        .addColumn("things", "text", (column) => column.notNull())
        .addColumn("undoneAt", "bigint")
        .execute();
    },
  },
  "inventory-002-bills-and-lit-roads": {
    async up(db) {
      const added = {
        supplyPoints: [
          ["earlierMeters", "text"],
          ["readingDay", "integer"],
          ["priceClass", "text"],
          ["vat", "double precision"],
          ["otherLoads", "text"],
        ],
        roads: [
          ["litArea", "double precision"],
          ["illuminance", "double precision"],
        ],
      } as const;
      for (const [table, columns] of Object.entries(added)) {
        for (const [name, type] of columns) await db.schema.alterTable(table).addColumn(name, type).execute();
      }
    },
  },
  "inventory-003-cabinet-assignments": {
    async up(db) {
      await db.schema
        .createTable("cabinetAssignments")
        .addColumn("cabinetId", "text", (column) => column.notNull())
        .addColumn("device", "text", (column) => column.notNull())
        .addColumn("from", "bigint", (column) => column.notNull())
        .addColumn("to", "bigint")
        .execute();
      await db.schema
        .createIndex("cabinetAssignmentsByCabinet")
        .on("cabinetAssignments")
        .columns(["cabinetId", "from"])
        .execute();
      // until now all a controller ever measured was its cabinet's
      await sql`
        insert into "cabinetAssignments" ("cabinetId", "device", "from", "to")
        select "id", "deviceId", 0, "retiredAt" from "cabinets" where "deviceId" is not null
      `.execute(db);
    },
  },
  "inventory-004-imports-listed": {
    async up(db) {
      const added = [
        ["byId", "text", ""],
        ["rows", "integer", 0],
        ["counts", "text", "[]"],
      ] as const;
      for (const [name, type, before] of added) {
        await db.schema
          .alterTable("inventoryImports")
          .addColumn(name, type, (column) => column.notNull().defaultTo(before))
          .execute();
      }
      await db.schema.alterTable("inventoryImports").addColumn("file", "text").execute();
    },
  },
};
