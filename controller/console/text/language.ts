/** Which language the console speaks: Vietnamese first, English second. */
import { i18n } from "@lingui/core";

export const languages = ["vi", "en"] as const;
export type Language = (typeof languages)[number];
export const languageNames: Readonly<Record<Language, string>> = { vi: "Tiếng Việt", en: "English" };

const key = "den.language";
const catalogs = {
  vi: () => import("./vi.ts"),
  en: () => import("./en.ts"),
} as const;

const isLanguage = (name: string | null): name is Language => languages.some((language) => language === name);

/** As asked for in the address, else as last chosen here, else Vietnamese. */
export function preferredLanguage(): Language {
  const asked = new URLSearchParams(location.search).get("lang");
  if (isLanguage(asked)) return asked;
  const chosen = localStorage.getItem(key);
  return isLanguage(chosen) ? chosen : "vi";
}

export async function speak(language: Language): Promise<void> {
  const { messages } = await catalogs[language]();
  i18n.loadAndActivate({ locale: language, messages });
  document.documentElement.lang = language;
  localStorage.setItem(key, language);
}

export const spoken = (): Language => i18n.locale as Language;
