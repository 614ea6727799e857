/** Talks to the API in the name of whoever is signed in: answers with their types, refusals as errors that people can read. */
import type { Problem } from "../../api/error-handler.ts";

const base = "/api/v1";
/** ms after which an answer is given up. */
const patience = 30_000;

/** The API said no, and why, in both languages. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = "ApiError";
    this.problem = problem;
  }
}

/** Nothing answered: no network, no controller, or something between that is not ours. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super("the controller cannot be reached", { cause });
    this.name = "UnreachableError";
  }
}

export type QueryValue = string | number | boolean | undefined;

export interface Asked {
  /** Absent values are left out. */
  readonly query?: Readonly<Record<string, QueryValue>>;
  readonly signal?: AbortSignal;
}

export interface Sent extends Asked {
  /** Drawn once per wish (`newClientKey`): the same wish sent twice is done once. */
  readonly clientKey?: string;
}

/** An answer and where the live stream stood before it was made: events after that id are news to it. */
export interface Snapshot<T> {
  readonly data: T;
  readonly position: string | undefined;
}

/** Something to repeat with a wish, so that repeating it is harmless. */
export const newClientKey = (): string => crypto.randomUUID();

/** Where a file stands that the browser fetches by itself. */
export const addressOf = (path: string, query?: Asked["query"]): string => `${base}${path}${queryText(query)}`;

export const api = {
  get: async <T>(path: string, asked: Asked = {}): Promise<T> => (await call<T>("GET", path, undefined, asked)).data,
  snapshot: <T>(path: string, asked: Asked = {}): Promise<Snapshot<T>> => call<T>("GET", path, undefined, asked),
  post: async <T = void>(path: string, body: unknown = {}, sent: Sent = {}): Promise<T> =>
    (await command<T>("POST", path, body, sent)).data,
  put: async <T = void>(path: string, body: unknown, sent: Sent = {}): Promise<T> =>
    (await command<T>("PUT", path, body, sent)).data,
  patch: async <T = void>(path: string, body: unknown, sent: Sent = {}): Promise<T> =>
    (await command<T>("PATCH", path, body, sent)).data,
  delete: async <T = void>(path: string, sent: Sent = {}): Promise<T> =>
    (await command<T>("DELETE", path, undefined, sent)).data,
  /** Every item of a list that comes in pages, a thousand at a time. */
  async all<T>(path: string, { query, ...asked }: Asked = {}): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.get<{ items: T[]; next?: string }>(path, {
        ...asked,
        query: { ...query, limit: 1000, cursor },
      });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    return items;
  },
} as const;

/** A wish with a key survives a network that swallows its answer: it is said once more. Without a key it is said once. */
async function command<T>(method: string, path: string, body: unknown, sent: Sent): Promise<Snapshot<T>> {
  try {
    return await call<T>(method, path, body, sent);
  } catch (error) {
    if (!(error instanceof UnreachableError) || sent.clientKey === undefined) throw error;
    return call<T>(method, path, body, sent);
  }
}

async function call<T>(method: string, path: string, body: unknown, asked: Sent): Promise<Snapshot<T>> {
  const response = await send(method, path, body, asked);
  if (!response.ok) throw await refusal(response);
  const position = response.headers.get("live-position") ?? undefined;
  const data = response.status === 204 ? undefined : await readAnswer(response);
  return { data: data as T, position };
}

async function send(method: string, path: string, body: unknown, { query, signal, clientKey }: Sent) {
  const isFile = body instanceof Blob;
  try {
    return await fetch(`${base}${path}${queryText(query)}`, {
      method,
      headers: {
        ...(body === undefined || isFile ? {} : { "content-type": "application/json" }),
        ...(isFile && body.type !== "" ? { "content-type": body.type } : {}),
        ...(clientKey === undefined ? {} : { "idempotency-key": clientKey }),
      },
      ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
      signal: AbortSignal.any([AbortSignal.timeout(patience), ...(signal === undefined ? [] : [signal])]),
    });
  } catch (error) {
    // whoever asked has gone: that is no failure
    if (signal?.aborted) throw error;
    throw new UnreachableError(error);
  }
}

async function readAnswer(response: Response): Promise<unknown> {
  return response.headers.get("content-type")?.includes("json") ? response.json() : response.text();
}

/** A proxy may answer in the controller's place, and knows nothing of problems. */
async function refusal(response: Response): Promise<Error> {
  const isOurs = response.headers.get("content-type")?.includes("problem+json");
  return isOurs ? new ApiError((await response.json()) as Problem) : new UnreachableError(response.statusText);
}

function queryText(query: Asked["query"]): string {
  const given = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, `${value}`]],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
