/** Filters live in the address: what one sees can be sent to a colleague, and Back undoes it. */
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

export type UrlValues<K extends string> = Readonly<Partial<Record<K, string>>>;
export type SetUrlValues<K extends string> = (
  change: Readonly<Partial<Record<K, string | undefined>>>,
  /** `push`: Back comes back from here, as from something that was opened. */
  how?: "replace" | "push",
) => void;

/** Plain texts, as people read and write addresses. */
export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));

export function stringifySearch(values: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? "" : `?${text}`;
}

/**
 * @returns values of the address by name, and a function that changes some of them; undefined or "" removes one.
 * The address is replaced unless asked otherwise: typing in a filter fills nobody's history.
 */
export function useUrlValues<K extends string>(): [UrlValues<K>, SetUrlValues<K>] {
  const values = useSearch({ strict: false }) as UrlValues<K>;
  const navigate = useNavigate();
  const set = useCallback<SetUrlValues<K>>(
    (change, how = "replace") =>
      void navigate({
        to: ".",
        replace: how === "replace",
        search: (before: Record<string, unknown>) => ({ ...before, ...change }),
      } as never),
    [navigate],
  );
  return [values, set];
}
