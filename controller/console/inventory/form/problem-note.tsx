/** Why something was refused: in one sentence, or place by place where a field does not say it already. */
import { Text } from "@mantine/core";
import { ApiError } from "../../api-client/api-client.ts";
import { problemText } from "../../text/problem-text.ts";
import { type PlacedProblems, placeProblems } from "./changes-of.ts";
import { placeText } from "./place-text.ts";

/** @returns what was said against each field, and the rest. */
export function problemsOf(error: unknown, fields: readonly string[]): PlacedProblems {
  return placeProblems(error instanceof ApiError ? error.problem.places : [], fields);
}

interface ProblemNoteProps {
  readonly error: unknown;
  readonly problems: PlacedProblems;
}

export function ProblemNote({ error, problems: { byField, rest } }: ProblemNoteProps) {
  if (error === null || error === undefined) return null;
  const lines = rest.length > 0 ? rest.slice(0, 8).map(placeText) : byField.size === 0 ? [problemText(error)] : [];
  if (lines.length === 0) return null;
  return (
    <div role="alert">
      {lines.map((line) => (
        <Text key={line} size="sm" c="error">
          {line}
        </Text>
      ))}
    </div>
  );
}
