/** Wishes by what was said: said again before it was answered it is the same one, so that a lost answer places nothing twice. */

export interface Wish {
  readonly path: string;
  readonly body: object;
  /** Sending the wish again with it is harmless. */
  readonly clientKey: string;
}

export interface Wishes {
  /** @param drawn what a new wish gets besides what was said, for example its end; the same wish keeps it. */
  of(path: string, said: object, drawn?: () => object): Wish;
  /** The controller has answered: the same words are another wish from now on. */
  answered(): void;
}

export function createWishes(newKey: () => string): Wishes {
  let open: { readonly said: string; readonly wish: Wish } | undefined;
  return {
    of(path, said, drawn) {
      const text = JSON.stringify([path, said]);
      if (open?.said !== text)
        open = { said: text, wish: { path, body: { ...said, ...drawn?.() }, clientKey: newKey() } };
      return open.wish;
    },
    answered: () => {
      open = undefined;
    },
  };
}
