/** What InfluxDB's answers mean, the same for all its versions. */
import type { WriteAnswer } from "../../../core/telemetry/forwarding.ts";
import { ControllerError } from "../../../errors.ts";
import type { QueryAnswer, Series } from "./connection.ts";

/** @param body of the answer, JSON or plain. @param retryAfter header of that name: seconds. */
export function answerOf(status: number, body: string, retryAfter?: string | string[]): WriteAnswer {
  const reason = `${status} ${wordsOf(body)}`.trim();
  switch (status) {
    case 400:
    case 422: {
      // said only where nothing worse was: all other rows are written
      const expired = /beyond retention policy dropped=(\d+)/.exec(reason);
      return expired === null ? { kind: "refused", reason } : { kind: "written", expired: Number(expired[1]) };
    }
    case 401:
    case 403:
      return { kind: "denied", reason };
    case 404:
      return { kind: "nowhere", reason };
    case 413:
      return { kind: "tooLarge", reason };
    case 429:
    case 503: {
      const seconds = Number(retryAfter);
      return { kind: "busy", reason, ...(seconds > 0 ? { retryAfter: seconds * 1000 } : {}) };
    }
    default:
      if (status < 200 || status >= 300) return { kind: "unreachable", reason };
      // 3.x and the cloud may take a part, say 201 and tell the rest in the body
      return isComplete(body) ? { kind: "written" } : { kind: "refused", reason };
  }
}

/** Whoever answers nothing, or nothing but that all is well, took everything. */
function isComplete(body: string): boolean {
  if (body.trim() === "") return true;
  const words = parse(body);
  return (
    typeof words === "object" && words !== null && !["error", "message", "data", "line"].some((key) => key in words)
  );
}

/** The sentence in an answer, at most 500 characters. */
function wordsOf(body: string): string {
  const words = parse(body);
  if (typeof words !== "object" || words === null) return body.trim().slice(0, 500);
  const { error, message, data } = words as Record<string, unknown>;
  const text = [error, message].find((word) => typeof word === "string") ?? body;
  const detail = Array.isArray(data) ? `: ${String((data[0] as Record<string, unknown>)?.error_message ?? "")}` : "";
  return `${text}${detail}`.slice(0, 500);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** No answer: refused, reset, unknown host, or silence. */
export function noAnswer(cause: unknown): WriteAnswer {
  return { kind: "unreachable", reason: sentenceOf(cause) };
}

export function sentenceOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors[0] instanceof Error) return cause.errors[0].message;
  return cause instanceof Error ? cause.message : String(cause);
}

/** @throws ControllerError `telemetry/unavailable` with what InfluxDB complains of. */
export function seriesOf(answer: QueryAnswer): Series[][] {
  const error = answer.error ?? answer.results?.find((result) => result.error !== undefined)?.error;
  if (error !== undefined) throw unavailable(error);
  return (answer.results ?? []).map(({ series }) => series ?? []);
}

export function unavailable(reason: string, cause?: unknown): ControllerError {
  return new ControllerError("telemetry/unavailable", `InfluxDB does not answer: ${reason}. Ask again later.`, {
    cause,
  });
}
