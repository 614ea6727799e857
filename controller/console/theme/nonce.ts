/** The one style nonce of this page: without it our own policy refuses what libraries add to the head. */
const written = document.querySelector<HTMLMetaElement>('meta[name="den-nonce"]')?.content ?? "";

// read by the library that keeps the page still behind dialogs
Object.assign(globalThis, { __webpack_nonce__: written });

export const styleNonce = (): string => written;
