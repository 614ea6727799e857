/** Every screen of the console, in the order of the navigation. A new screen is a folder and a line here. */
import type { Screen } from "./app/screen.ts";
import { healthScreen } from "./health/screen.ts";
import { mapScreen } from "./map/screen.ts";
import { tonightScreen } from "./tonight/screen.ts";

export const screens: readonly Screen[] = [tonightScreen, mapScreen, healthScreen];
