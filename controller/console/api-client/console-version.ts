/** Whether the controller serves a newer console than the one this page was loaded from. */
import { UnreachableError } from "./api-client.ts";

/** A part of this page is gone, because the console was built anew since the page was opened. */
export class OutdatedError extends Error {
  constructor(cause: unknown) {
    super("the console was built anew", { cause });
    this.name = "OutdatedError";
  }
}

/** The first script of a page; its name carries a digest of everything it imports. */
const entryOf = (html: string): string | undefined => /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1];

/** @returns false also where nobody answers, and under a development server, whose scripts have no digests. */
export async function isOutdated(): Promise<boolean> {
  const own = document.querySelector<HTMLScriptElement>('script[type="module"][src^="/assets/"]')?.getAttribute("src");
  if (!own) return false;
  try {
    const response = await fetch("/", { headers: { accept: "text/html" }, cache: "no-store" });
    const newest = response.ok ? entryOf(await response.text()) : undefined;
    return newest !== undefined && newest !== own;
  } catch {
    return false;
  }
}

/** @returns the part of the page, or why there is none, in words that people can do something with. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    throw (await isOutdated()) ? new OutdatedError(error) : new UnreachableError(error);
  }
}
