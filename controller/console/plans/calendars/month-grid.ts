/** How the programs of a calendar are told apart in its months. */

/** A colour for each program of a calendar, by its place: the ordinary one first. Eight, then they come again. */
export const programColours = 8;
export const colourOf = (programIds: readonly string[], id: string | undefined): number | undefined => {
  const place = id === undefined ? -1 : programIds.indexOf(id);
  return place < 0 ? undefined : place % programColours;
};

/** Programs are told apart by a letter too; the ordinary one has none. @param place 1 and up */
export const letterOf = (place: number): string => String.fromCharCode(65 + ((place + 25) % 26));
