/** Every screen of the console, in the order of the navigation. A new screen is a folder and a line here. */
import type { Screen } from "./app/screen.ts";
import { auditScreen } from "./audit/screen.ts";
import { commissioningScreen } from "./commissioning/screen.ts";
import { energyScreen } from "./energy/screen.ts";
import { energyTablesScreen } from "./energy-tables/screen.ts";
import { healthScreen } from "./health/screen.ts";
import { historyScreen } from "./history/screen.ts";
import { inventoryScreen } from "./inventory/screen.ts";
import { jobsScreen } from "./jobs/screen.ts";
import { mapScreen } from "./map/screen.ts";
import { overridesScreen } from "./overrides/screen.ts";
import { peopleScreen } from "./people/screen.ts";
import { plansScreen } from "./plans/screen.ts";
import { reportsScreen } from "./reports/screen.ts";
import { tokensScreen } from "./tokens/screen.ts";
import { tonightScreen } from "./tonight/screen.ts";

export const screens: readonly Screen[] = [
  tonightScreen,
  mapScreen,
  overridesScreen,
  jobsScreen,
  plansScreen,
  historyScreen,
  energyScreen,
  reportsScreen,
  inventoryScreen,
  commissioningScreen,
  energyTablesScreen,
  peopleScreen,
  tokensScreen,
  auditScreen,
  healthScreen,
];
