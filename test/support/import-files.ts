/** Sends files of lamps to the API, each test over an inventory of its own with two areas and one model. */
import { afterAll, beforeAll, beforeEach } from "vitest";
import { inventoryRoutes } from "../../controller/api/routes/inventory.ts";
import type { ChangeRequest } from "../../controller/core/inventory/change-request.ts";
import type { Inventory } from "../../controller/core/inventory/model.ts";
import type { InventoryKeeper } from "../../controller/engine/inventory/inventory.ts";
import { createInventoryImports } from "../../controller/engine/inventory/inventory-import.ts";
import { type OpenApi, openApi } from "./open-api.ts";
import { admin, type InventoryBench, openInventory } from "./open-inventory.ts";

export const create = (sort: string, thing: object) => ({ do: "create", sort, thing }) as ChangeRequest;
const led = {
  id: "led-100",
  name: "LED 100 W",
  outputKind: "white",
  curve: "dali",
  nominalPower: 100,
  powerAtMinimumDimLevel: 12,
  minLevel: 10,
};

interface Refused {
  body: { places: { path: string; message: string }[] };
}
/** "line 3, column lat: what is wrong" */
export const places = ({ body }: Refused) => body.places.map(({ path, message }) => `${path}: ${message}`);

export interface ImportFiles {
  readonly api: OpenApi;
  readonly bench: InventoryBench;
  current(): Inventory;
  send(file: string | Buffer, query?: string, headers?: object, format?: "csv" | "geojson"): Promise<Answer>;
  sendFeatures(features: unknown): Promise<Answer>;
  undo(id: string, query?: string): Promise<Answer>;
}
// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back
export type Answer = { status: number; body: any };

/** To be called once in a file of tests. */
export function importFiles(): ImportFiles {
  let api: OpenApi;
  let bench: InventoryBench;
  let files = 0;
  // the routes keep one inventory; each test puts a new one behind this
  const inventory = new Proxy({} as InventoryKeeper, {
    get: (_, name: keyof InventoryKeeper) => bench.inventory[name],
  });
  beforeAll(async () => {
    api = await openApi({ routes: [inventoryRoutes({ inventory, imports: createInventoryImports(inventory) })] });
  });
  afterAll(() => api[Symbol.asyncDispose]());
  beforeEach(async () => {
    bench = await openInventory();
    await bench.inventory.change(admin, [
      create("area", { id: "di-an", name: "Dĩ An" }),
      create("area", { id: "ben-cat", name: "Bến Cát" }),
      create("lampModel", led),
    ]);
    return () => bench[Symbol.asyncDispose]();
  });
  const tools: ImportFiles = {
    get api() {
      return api;
    },
    get bench() {
      return bench;
    },
    current: () => bench.inventory.current(),
    async send(file, query = "", headers = api.admin, format = "csv") {
      const answer = await api.app.inject({
        method: "POST",
        url: `/api/v1/inventory/import?format=${format}&id=file-${++files}${query}`,
        headers: { ...headers, "content-type": "application/octet-stream" },
        payload: file,
      });
      return { status: answer.statusCode, body: answer.json() };
    },
    sendFeatures: (features) =>
      tools.send(JSON.stringify({ type: "FeatureCollection", features }), "", api.admin, "geojson"),
    async undo(id, query = "") {
      const url = `/api/v1/inventory/imports/${id}/undo${query}`;
      const answer = await api.app.inject({ method: "POST", url, headers: api.admin });
      return { status: answer.statusCode, body: answer.json() };
    },
  };
  return tools;
}
