/** Every folder's texts in Vietnamese, as one. */
import type { Messages } from "@lingui/core";

const catalogs = import.meta.glob<Messages>("../*/texts/vi.po", { eager: true, import: "messages" });

export const messages: Messages = Object.assign({}, ...Object.values(catalogs));
