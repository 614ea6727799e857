/** Words of a field that stand in the address too: typed at once, told a moment later, and followed when they change there. */
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";

/**
 * @param value as it stands in the address.
 * @param pause ms without a letter after which the words are told, trimmed; none: undefined.
 * @returns the text of the field, and what to do with a letter.
 */
export function useTypedWords(
  value: string,
  onChange: (words: string | undefined) => void,
  pause: number,
): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const told = useRef(value);
  // a saved view or the way back brings other words; one's own come back while one types on
  useEffect(() => {
    if (value !== told.current) setText(value);
    told.current = value;
  }, [value]);
  const tell = useDebouncedCallback((words: string) => {
    told.current = words.trim();
    onChange(told.current || undefined);
  }, pause);
  return [
    text,
    (next) => {
      setText(next);
      tell(next);
    },
  ];
}
