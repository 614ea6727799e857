/** Says what is wrong with a file as a whole. */
import { importRejected } from "../../core/inventory/import/table.ts";
import { ControllerError } from "../../errors.ts";

/** Rows of one file. */
export const maxRows = 100_000;

/** @param path `file`, or the line where reading ended. */
export function fileRefusal(path: string, message: string, messageVi: string): ControllerError {
  return new ControllerError(importRejected, `${path}: ${message}. Nothing was changed.`, {
    places: [{ path, message, messageVi, code: importRejected }],
    params: { count: 1 },
  });
}

/** @throws ControllerError `inventory/import-rejected` when the bytes are not UTF-8. */
export function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw fileRefusal(
      "file",
      'is not UTF-8; save it as "CSV UTF-8"',
      "tệp không phải UTF-8; hãy lưu dưới dạng “CSV UTF-8”",
    );
  }
}

export function tooManyRows(): ControllerError {
  return fileRefusal("file", `has more than ${maxRows} rows; split it`, `tệp có hơn ${maxRows} dòng; hãy chia nhỏ`);
}
