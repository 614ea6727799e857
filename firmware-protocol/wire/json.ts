/** JSON as the bench sends it, read strictly: UTF-8 without faults, one object, no name twice in an object. */

/** The bytes are not JSON that two readers would understand alike. */
export class NotJson extends Error {}

// a byte order mark is refused by JSON.parse, not swallowed
const strictText = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** @throws NotJson */
export function readJson(bytes: Uint8Array): unknown {
  const text = decodeText(bytes);
  const value = parse(text);
  refuseDoubledNames(text);
  return value;
}

function decodeText(bytes: Uint8Array): string {
  try {
    return strictText.decode(bytes);
  } catch (cause) {
    throw new NotJson("not UTF-8", { cause });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new NotJson((cause as Error).message, { cause });
  }
}

/** Strings, and the brackets outside them; a string before a colon is a name. */
const token = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/gs;

/**
 * `JSON.parse` lets the last of two equal names win, another reader the first: what a lamp and its controller
 * understood could differ. The text is known to be JSON here.
 */
function refuseDoubledNames(text: string): void {
  const open: Set<string>[] = [];
  for (const [found, colon] of text.matchAll(token)) {
    if (found === "{" || found === "[") open.push(new Set());
    else if (found === "}" || found === "]") open.pop();
    else if (colon !== undefined) {
      const name = JSON.parse(found.slice(0, -colon.length)) as string;
      const names = open.at(-1)!;
      if (names.has(name)) throw new NotJson(`"${name}" stands twice in one object`);
      names.add(name);
    }
  }
}
