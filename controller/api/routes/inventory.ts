/** Everything about the inventory: its things, the devices' secrets, and files of lamps. */
import type { InventoryKeeper } from "../../engine/inventory/inventory.ts";
import type { InventoryImports } from "../../engine/inventory/inventory-import.ts";
import type { ApiRoutes } from "../route.ts";
import { deviceCredentialRoutes } from "./device-credentials.ts";
import { alikeRoutes } from "./inventory-alike.ts";
import { inventoryImportRoutes } from "./inventory-import.ts";
import { thingRoutes } from "./inventory-things.ts";

export function inventoryRoutes(deps: { inventory: InventoryKeeper; imports: InventoryImports }): ApiRoutes {
  return async (app) => {
    for (const routes of [thingRoutes, alikeRoutes, deviceCredentialRoutes, inventoryImportRoutes])
      await app.register(routes(deps));
  };
}
