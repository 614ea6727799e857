/** What makes a build speak: macros become texts, catalogs become code, and a text that somebody would not understand stops it. */
import { lingui } from "@lingui/vite-plugin";
import type { PluginOption } from "vite";
import { linguiMacros } from "./lingui-macros.ts";
import { vietnameseIds } from "./text-clashes.ts";

interface SpeakingOptions {
  /** With `lingui.config.ts`, and a `texts/` in each folder that speaks. */
  readonly folder: string;
  readonly isBuild: boolean;
  /** A text without Vietnamese is a fault of the build, not something people find out at night. */
  readonly isFinal: boolean;
}

/** @returns plugins; a final build throws where a text was not collected, or was not translated. */
export function speaking({ folder, isBuild, isFinal }: SpeakingOptions): PluginOption[] {
  const configPath = `${folder}/lingui.config.ts`;
  const collected = isFinal ? vietnameseIds(folder) : undefined;
  return [
    linguiMacros({ configPath, isBuild, ...(collected && { collected }) }),
    lingui({ cwd: folder, configPath, failOnMissing: isFinal, failOnCompileError: isFinal }),
  ];
}
