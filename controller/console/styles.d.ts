/** What the bundler makes of files that are no scripts. */
declare module "*.po" {
  export const messages: import("@lingui/core").Messages;
}

/** Of Babel, which brings no types, the one function the build uses. */
declare module "@babel/core" {
  export type Visitor<_State> = object;
  export type PluginPass = object;
  export const types: object;
  export function transformAsync(
    code: string,
    options: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly code?: string | null; readonly map?: import("vite").Rollup.SourceMapInput } | null>;
}
