/** What the bundler makes of files that are no scripts. */
declare module "*.po" {
  export const messages: import("@lingui/core").Messages;
}
