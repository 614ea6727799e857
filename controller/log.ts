/** What the shell may say to the operator's log: the two verbs of pino that are used, so that tests can listen. */

export interface Log {
  error(error: unknown, text: string): void;
  warn(details: object, text: string): void;
  info(details: object, text: string): void;
  debug(details: object, text: string): void;
}

/** For tests and tools that have nobody to tell. */
export const silentLog: Log = { error() {}, warn() {}, info() {}, debug() {} };
