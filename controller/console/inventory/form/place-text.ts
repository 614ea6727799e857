/** A complaint of the API about one place, in the person's language. */
import { i18n } from "@lingui/core";
import type { Place } from "../thing.ts";

export const placeText = ({ message, messageVi }: Pick<Place, "message" | "messageVi">): string =>
  i18n.locale === "vi" ? (messageVi ?? message) : message;
