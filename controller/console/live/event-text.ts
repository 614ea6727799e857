/** Cuts a stream of server-sent events into events: the text side, without a connection. */

export interface StreamEvent {
  /** `{boot}-{n}` */
  readonly id: string | undefined;
  readonly kind: string;
  /** JSON. */
  readonly data: string;
}

/** @returns a function that takes the next piece of text and gives back the events it completes. */
export function createEventCutter(): (piece: string) => StreamEvent[] {
  let rest = "";
  return (piece) => {
    const blocks = (rest + piece).split("\n\n");
    rest = blocks.pop() ?? "";
    return blocks.map(readBlock);
  };
}

function readBlock(block: string): StreamEvent {
  const fields = new Map<string, string>();
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).trimStart());
  }
  return { id: fields.get("id"), kind: fields.get("event") ?? "message", data: fields.get("data") ?? "" };
}

/** @returns whether `id` comes after `position`; an id of another run of the controller always does. */
export function isAfter(id: string, position: string | undefined): boolean {
  if (position === undefined) return true;
  const [boot, number] = id.split("-");
  const [otherBoot, otherNumber] = position.split("-");
  return boot !== otherBoot || Number(number) > Number(otherNumber);
}
