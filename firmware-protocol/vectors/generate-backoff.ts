/** Waiting times: back-off, the place of a device in a window, and the hash both sides rely on. */
import { backoff, defaultSpread, failuresAfter, firstAttempt } from "../behavior/backoff.ts";
import { reportDelay } from "../behavior/group-directive.ts";
import { hashId, mix32 } from "../behavior/random.ts";
import type { LinkClass } from "../wire/vocabulary.ts";
import type { VectorFile } from "./vector-file.ts";

const ids = ["lamp-1", "lamp-2", "00124b0014b5d9a2", "cabinet-0007", "z".repeat(32)];
const links = Object.keys(defaultSpread) as LinkClass[];

export const backoffVectors = {
  name: "backoff.json",
  about:
    "ms throughout. `chance`: the random fraction drawn. `mix32` and `hashId` are u32. A device waits `firstAttempt` ms after power-up (`spread` s, or by its link), and `reportDelay` ms after a group directive that says `reportWithin` s.",
  cases: () => [
    ...[0, 1, 2, 0xffff_ffff, 12_345].map((value) => ({ value, mix32: mix32(value) })),
    ...ids.map((id) => ({ id, hashId: hashId(id) })),
    ...[0, 1, 2, 3, 4, 5, 8, 9, 30].flatMap((failures) =>
      [0, 0.25, 0.5, 0.999].map((chance) => ({ failures, chance, backoff: backoff(failures, chance) })),
    ),
    ...[0, 59_999, 60_000].map((lived) => ({ failures: 4, lived, failuresAfter: failuresAfter(4, lived) })),
    ...ids.flatMap((id) => links.map((link) => ({ id, link, firstAttempt: firstAttempt(id, link, undefined) }))),
    ...ids.map((id) => ({ id, link: "nbIot", spread: 60, firstAttempt: firstAttempt(id, "nbIot", 60) })),
    ...ids.flatMap((id) =>
      [0, 3, 60].map((within) => ({ id, reportWithin: within, reportDelay: reportDelay(id, within) })),
    ),
  ],
} satisfies VectorFile;
