/** A person at the public API: signs in, asks, orders, waits. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly detailVi: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly places: readonly { readonly path: string; readonly message: string }[];
}

/** What the API answered when it said no. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(method: string, path: string, problem: Problem) {
    super(`${method} ${path}: ${problem.status} ${problem.code} ${problem.detail}`);
    this.problem = problem;
  }
}

export interface JobView {
  readonly id: string;
  readonly state: "running" | "done" | "cancelled";
  readonly lamps: number;
  readonly counts: Readonly<Record<"pending" | "silent" | "refused" | "held" | "followed" | "proven", number>>;
}

export interface LampResult {
  readonly lampId: string;
  readonly name: string;
  readonly word: string;
  readonly reason?: {
    readonly code: string;
    readonly vi: string;
    readonly en: string;
    readonly [key: string]: unknown;
  };
}

export interface ApiClient {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
  /** Places an order with a key of its own. */
  order(collection: string, body: unknown): Promise<{ orderId: string; jobId: string; job: JobView }>;
  /** Every lamp's word, in pages. */
  results(jobId: string): Promise<LampResult[]>;
}

/** @throws ApiError when the sign-in is refused. */
export async function signIn(url: string, { id, password }: { id: string; password: string }): Promise<ApiClient> {
  const base = `${url}/api/v1`;
  let cookie = "";

  async function call<T>(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    const response = await fetch(base + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(cookie === "" ? {} : { cookie, origin: url }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    cookie = response.headers.get("set-cookie")?.split(";")[0] ?? cookie;
    const text = await response.text();
    const answer = text === "" ? undefined : JSON.parse(text);
    if (!response.ok) throw new ApiError(method, path, answer);
    return answer as T;
  }

  const client: ApiClient = {
    get: (path) => call("GET", path),
    post: (path, body, headers) => call("POST", path, body ?? {}, headers),
    put: (path, body) => call("PUT", path, body),
    order: (collection, body) => client.post(`/${collection}`, body, { "idempotency-key": randomUUID() }),
    async results(jobId) {
      const all: LampResult[] = [];
      let cursor: string | undefined;
      do {
        const from = cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`;
        const page = await client.get<{ items: LampResult[]; next?: string }>(
          `/jobs/${jobId}/results?limit=1000${from}`,
        );
        all.push(...page.items);
        cursor = page.next;
      } while (cursor !== undefined);
      return all;
    },
  };
  await call("POST", "/sessions", { id, password });
  return client;
}

/**
 * Asks again until the answer is right. @returns it.
 * @throws Error with the last answer after `within` ms.
 */
export async function until<T>(ask: () => Promise<T>, isRight: (answer: T) => boolean, within: number): Promise<T> {
  const end = performance.now() + within;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (performance.now() > end)
      throw new Error(`not within ${within} ms; last: ${JSON.stringify(answer)?.slice(0, 2000)}`);
    await sleep(50);
  }
}
