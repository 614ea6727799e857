/** The controller's public HTTP API, as far as a simulation uses it: like any other client, with a sign-in and nothing else. */
import { randomUUID } from "node:crypto";
import type { InventoryChange } from "./city/changes.ts";

export interface PublicApi {
  readonly url: string;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
  put<T>(path: string, body: object): Promise<T>;
}

/** The API said no. `message` is its own explanation. */
export class ApiRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Answers by name of the header they travel in. */
type Headers = Readonly<Record<string, string>>;

async function request<T>(url: string, method: string, path: string, headers: Headers, body?: object): Promise<T> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new ApiRefusal(response.status, `${method} ${path}: ${response.status} ${text}`);
  return JSON.parse(text) as T;
}

function client(url: string, headers: Headers): PublicApi {
  return {
    url,
    get: (path) => request(url, "GET", path, headers),
    // every wish of a simulation is new, so each has a key of its own
    post: (path, body) => request(url, "POST", path, { ...headers, "idempotency-key": randomUUID() }, body),
    put: (path, body) => request(url, "PUT", path, headers, body),
  };
}

/** @throws ApiRefusal when name or password are wrong */
export async function signIn(url: string, id: string, password: string): Promise<PublicApi> {
  const response = await fetch(`${url}/api/v1/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id, password }),
  });
  if (!response.ok) throw new ApiRefusal(response.status, `sign-in as ${id}: ${await response.text()}`);
  const [cookie = ""] = response.headers.getSetCookie();
  return client(url, { cookie: cookie.split(";")[0]! });
}

/** @param token as made by `POST /me/tokens` */
export function withToken(url: string, token: string): PublicApi {
  return client(url, { authorization: `Bearer ${token}` });
}

/** Creates all things in one step. @returns the secret of every device, which the controller shows this once */
export async function createThings(
  api: PublicApi,
  things: readonly InventoryChange[],
): Promise<ReadonlyMap<string, string>> {
  const { secrets } = await api.post<{ secrets: { deviceId: string; secret: string }[] }>("/inventory/changes", {
    changes: things,
  });
  return new Map(secrets.map(({ deviceId, secret }) => [deviceId, secret]));
}
