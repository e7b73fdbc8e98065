import { parsePairs } from "./encoding.js";

/** A request as it was on the wire, nothing decoded. */
export interface ReceivedRequest {
  readonly method: string;
  /** The path as it was sent. */
  readonly path: string;
  /** The query as it was sent, without the question mark. */
  readonly query: string;
  /** Values by lower-case name; those of a repeated header are sorted and joined by commas. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/** What of a `node:http` request is looked at. */
export interface RawRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly rawHeaders: readonly string[];
}

/** The request that was received, from what `node:http` tells of it. */
export function receive(raw: RawRequest, body: Uint8Array = new Uint8Array()): ReceivedRequest {
  const target = (raw.url ?? "/").replace(/^https?:\/\/[^/?]*/i, "");
  const end = target.indexOf("?");
  return {
    method: raw.method ?? "",
    path: (end < 0 ? target : target.slice(0, end)) || "/",
    query: end < 0 ? "" : target.slice(end + 1),
    headers: joinHeaders(raw.rawHeaders),
    body,
  };
}

/** The parameters by name, those of the query before those of a form body; of a repeated name the first. */
export function parametersOf(request: ReceivedRequest): ReadonlyMap<string, string> {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers.get("content-type") ?? "");
  const form = isForm ? parsePairs(Buffer.from(request.body).toString("utf8")) : [];
  return new Map([...parsePairs(request.query), ...form].reverse());
}

// `rawHeaders`, because `headers` of node:http drops or joins repeated headers by rules of its own.
function joinHeaders(rawHeaders: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string[]>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? "").toLowerCase();
    values.set(name, [...(values.get(name) ?? []), (rawHeaders[index + 1] ?? "").trim()]);
  }
  return new Map([...values].map(([name, list]) => [name, list.sort().join(",")]));
}
