/** Says what is wrong with a file as a whole. */
import { importRejected } from "../../core/inventory/import/table.ts";
import { ControllerError, type ErrorCode } from "../../errors.ts";

/** Rows of one file. */
export const maxRows = 100_000;

/** @param path `file`, or the line where reading ended. @param code of files of this sort. */
export function fileRefusal(
  path: string,
  message: string,
  messageVi: string,
  code: ErrorCode = importRejected,
): ControllerError {
  return new ControllerError(code, `${path}: ${message}. Nothing was changed.`, {
    places: [{ path, message, messageVi, code }],
    params: { count: 1 },
  });
}

/** @throws ControllerError of that code when the bytes are not UTF-8. */
export function textOf(bytes: Uint8Array, code?: ErrorCode): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw fileRefusal(
      "file",
      'is not UTF-8; save it as "CSV UTF-8"',
      "tệp không phải UTF-8; hãy lưu dưới dạng “CSV UTF-8”",
      code,
    );
  }
}

export function tooManyRows(code?: ErrorCode): ControllerError {
  const [message, messageVi] = [`has more than ${maxRows} rows; split it`, `tệp có hơn ${maxRows} dòng; hãy chia nhỏ`];
  return fileRefusal("file", message, messageVi, code);
}
