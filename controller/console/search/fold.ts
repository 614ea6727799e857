/** "Thủ Dầu Một" → "thu dau mot": what people type without marks is found with them. đ is a letter of its own. */
export function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
}

/** @returns the words of what somebody typed, folded; none for blanks. */
export const foldedWords = (typed: string): string[] => fold(typed).split(/\s+/).filter(Boolean);
