/** Filters and sorting of a list under a name of one's own: they belong to the person, whatever machine he sits at. */

export interface View {
  readonly name: string;
  /** Values of the address that make it, by name. */
  readonly values: Readonly<Record<string, string>>;
}

/** The views a person keeps of one list. */
export interface KeptViews {
  /** Grows by one with each change; 0: nothing was kept yet. */
  readonly version: number;
  readonly views: readonly View[];
}

/** Enough for anybody, and bounded: a person keeps at most 100 lists of 32 KiB. */
export const viewLimits = {
  /** Lists one person keeps views of. */
  lists: 100,
  /** Views of one list. */
  views: 50,
  /** Characters of a name. */
  name: 60,
  /** Values of one view. */
  values: 20,
  /** Characters of a value's name. */
  key: 40,
  /** Characters of a value. */
  value: 200,
  /** Bytes of one list as it is sent. */
  bytes: 32 * 2 ** 10,
} as const;
