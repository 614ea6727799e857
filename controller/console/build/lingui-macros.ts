/** Turns `<Trans>`, `t` and `msg` into what they mean, in the few files that use them. */
import { transformAsync } from "@babel/core";
import linguiMacro from "@lingui/babel-plugin-lingui-macro";
import { getConfig } from "@lingui/conf";
import type { Plugin } from "vite";

/**
 * Lingui has a native transform too. It comes as an optional package that npm leaves out under an older Node than ours,
 * which is what many machines run npm with; these files are few, and Babel is there anyway to collect the texts.
 * @param configPath of lingui.config.ts.
 */
export function linguiMacros({ configPath, isBuild }: { configPath: string; isBuild: boolean }): Plugin {
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
        return result?.code ? { code: result.code, map: result.map ?? null } : undefined;
      },
    },
  };
}
