/** The documents of one thin device: which its desired state names, which it holds, and what of them has arrived. */
import type { DocumentName } from "#protocol/wire/directive.ts";
import { joinDocument } from "#protocol/wire/documents.ts";

interface Fetching {
  readonly name: DocumentName;
  readonly parts: (Uint8Array | undefined)[];
}

export class FetchedDocuments {
  #held = new Set<string>();
  #fetching = new Map<string, Fetching>();

  /** Digests that have not arrived whole. */
  get waiting(): string[] {
    return [...this.#fetching.keys()];
  }

  /** Names of what is on its way, to be asked for again after a loss. */
  get fetching(): DocumentName[] {
    return [...this.#fetching.values()].map(({ name }) => name);
  }

  /** The desired state names these. @returns those it has to fetch. */
  need(names: readonly DocumentName[]): DocumentName[] {
    const wanted = new Map(names.map((name) => [name.digest, name]));
    this.#held = new Set([...this.#held].filter((digest) => wanted.has(digest)));
    const missing = [...wanted.values()].filter(({ digest }) => !this.#held.has(digest));
    const fresh = missing.filter(({ digest }) => !this.#fetching.has(digest));
    this.#fetching = new Map(
      missing.map((name) => [name.digest, this.#fetching.get(name.digest) ?? { name, parts: Array(name.parts) }]),
    );
    return fresh;
  }

  /** A part arrived. @returns the document's name when it is whole and its bytes are what the digest says. */
  arrived(digest: string, part: number, bytes: Uint8Array): DocumentName | undefined {
    const fetching = this.#fetching.get(digest);
    if (fetching === undefined) return undefined;
    fetching.parts[part] = new Uint8Array(bytes);
    if (joinDocument(fetching.name, [...fetching.parts]) === undefined) return undefined;
    this.#fetching.delete(digest);
    this.#held.add(digest);
    return fetching.name;
  }
}
