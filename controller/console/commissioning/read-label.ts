/** What the label of a device says: its id, and what it was bought as. It holds no secret, so a picture of it gives nothing away. */
import { maxOutputs } from "#protocol/wire/limits.ts";
import { idPattern } from "#protocol/wire/topics.ts";
import { type Profile, profiles } from "#protocol/wire/vocabulary.ts";

export interface Label {
  readonly deviceId: string;
  readonly profile?: Profile;
  readonly outputs?: number;
}

/**
 * Reads `den:a1b2c3?profile=W&outputs=1`, an address of this console with `device=a1b2c3` in it, or the bare id as people
 * type it: capitals, and the separators of a MAC address, do not count.
 * @returns undefined for a code of something else.
 */
export function readLabel(text: string): Label | undefined {
  const code = text.trim();
  const own = /^den:([^?]+)(?:\?(.*))?$/i.exec(code);
  if (own !== null) return labelOf(own[1], new URLSearchParams(own[2] ?? ""));
  if (/^https?:/i.test(code)) {
    const query = URL.canParse(code) ? new URL(code).searchParams : new URLSearchParams();
    return labelOf(query.get("device") ?? undefined, query);
  }
  return labelOf(code, new URLSearchParams());
}

function labelOf(id: string | undefined, query: URLSearchParams): Label | undefined {
  const deviceId = (id ?? "").replace(/[\s:.]/g, "").toLowerCase();
  if (!idPattern.test(deviceId)) return undefined;
  const profile = profiles.find((word) => word === query.get("profile")?.toUpperCase());
  const outputs = Number(query.get("outputs"));
  const isCount = Number.isInteger(outputs) && outputs >= 1 && outputs <= maxOutputs;
  return { deviceId, ...(profile && { profile }), ...(isCount && { outputs }) };
}
