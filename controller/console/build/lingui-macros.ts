/** Turns `<Trans>`, `t` and `msg` into what they mean, in the few files that use them. */
import { transformAsync } from "@babel/core";
import linguiMacro from "@lingui/babel-plugin-lingui-macro";
import { getConfig } from "@lingui/conf";
import type { Plugin } from "vite";

interface LinguiMacrosOptions {
  /** Of lingui.config.ts. */
  readonly configPath: string;
  readonly isBuild: boolean;
  /** Ids of the texts that catalogs have; absent: whether one lacks is not asked. */
  readonly collected?: Promise<ReadonlySet<string>>;
}

/** How the macro writes a text's id. */
const textId = /\/\*+ ?i18n ?\*\/\s*\{\s*id:\s*"([^"]+)"/g;

/**
 * Lingui has a native transform too. It comes as an optional package that npm leaves out under an older Node than ours,
 * which is what many machines run npm with; these files are few, and Babel is there anyway to collect the texts.
 */
export function linguiMacros({ configPath, isBuild, collected }: LinguiMacrosOptions): Plugin {
  const linguiConfig = getConfig({ configPath });
  // what is built finds its texts by id, also those of the language they were written in
  const macro = [linguiMacro, { linguiConfig, descriptorFields: isBuild ? "id-only" : "all" }] as const;
  return {
    name: "den:lingui-macros",
    enforce: "pre",
    transform: {
      filter: { id: /\.tsx?$/, code: /@lingui\/(core|react)\/macro/ },
      async handler(code, id) {
        const result = await transformAsync(code, {
          filename: id,
          babelrc: false,
          configFile: false,
          sourceMaps: true,
          parserOpts: { plugins: id.endsWith("x") ? ["typescript", "jsx"] : ["typescript"] },
          plugins: [macro],
        });
        if (!result?.code) return undefined;
        const known = await collected;
        const lacks = known && [...result.code.matchAll(textId)].some(([, text]) => !known.has(text!));
        // people would read its id
        if (lacks) this.error(`a text of ${id} is in no catalog: npm run texts`);
        return { code: result.code, map: result.map ?? null };
      },
    },
  };
}
