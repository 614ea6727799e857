/** One file from looking at it to taking it in: each step asks the API, nothing is guessed here. */
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError, api, newClientKey } from "../../api-client/api-client.ts";
import { useForgetInventory } from "../queries.ts";
import type { ColumnChoice } from "./column-choice.ts";
import { bodyOf, formatOf, type ImportAnswer, rowProblems } from "./import-file.ts";

export interface ChosenFile {
  readonly file: File;
  readonly areaId: string | undefined;
  readonly modelId: string | undefined;
  /** What a person said of its columns. */
  readonly columns: ColumnChoice;
}

const send = ({ file, areaId, modelId, columns }: ChosenFile, id: string, dryRun: boolean) => {
  const format = formatOf(file.name);
  const isChosen = Object.keys(columns).length > 0;
  const query = {
    format,
    id,
    dryRun,
    file: file.name.slice(-200),
    areaId,
    modelId,
    columns: isChosen ? JSON.stringify(columns) : undefined,
  };
  return api.post<ImportAnswer>("/inventory/import", bodyOf(file, format), { query });
};

export function useImport() {
  const forget = useForgetInventory();
  const [chosen, setChosen] = useState<ChosenFile>();
  /** Name of the import, for undoing it; a new one for each file. */
  const [id, setId] = useState("");
  const look = useMutation({ mutationFn: (file: ChosenFile) => send(file, id, true) });
  const take = useMutation({
    mutationFn: (file: ChosenFile) => send(file, id, false),
    onSuccess: () => forget(),
  });
  const { error } = look;
  const isRejected = error instanceof ApiError && error.problem.places.length > 0;
  return {
    chosen,
    look,
    take,
    /** What is wrong with the file, row by row. */
    problems: isRejected ? rowProblems(error.problem.places) : [],
    choose(file: ChosenFile | undefined) {
      look.reset();
      take.reset();
      setChosen(file);
      setId(`import-${newClientKey().slice(0, 13)}`);
    },
  };
}
