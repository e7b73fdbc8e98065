import type { Behaviour } from "../behaviour.js";
import { parsePairs } from "./encoding.js";

/** A request as it was on the wire, with nothing decoded. */
export interface ReceivedRequest {
  readonly method: string;
  /** The path as sent. */
  readonly path: string;
  /** The query as sent, without the question mark. */
  readonly query: string;
  /** Values by lower-case name. The values of a repeated header are sorted and joined with commas. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/** Takes the request that a `node:http` server received. */
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

/** The parts of a `node:http` request that `receive` needs. */
export interface RawRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  readonly rawHeaders: readonly string[];
}

/** The same request, in which a plus sign of the query means what the switch `plusSign` says. */
export function readPlusSigns(request: ReceivedRequest, { plusSign }: Pick<Behaviour, "plusSign">): ReceivedRequest {
  return plusSign === "space" ? request : { ...request, query: request.query.replaceAll("+", "%2B") };
}

/** Returns the parameters by name. The query wins over a form body, and the first of a repeated name wins. */
export function parametersOf(
  request: ReceivedRequest,
  { formBody }: Pick<Behaviour, "formBody"> = { formBody: "accept" },
): ReadonlyMap<string, string> {
  const pairs = formBody === "accept" ? pairsOf(request) : parsePairs(request.query);
  return new Map(pairs.reverse());
}

/** Returns the names and values of the query, then those of a form body. */
export function pairsOf(request: ReceivedRequest): [string, string][] {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers.get("content-type") ?? "");
  return [...parsePairs(request.query), ...(isForm ? parsePairs(Buffer.from(request.body).toString("utf8")) : [])];
}

// Node.js drops or joins some repeated headers in `headers`, but not in `rawHeaders`.
function joinHeaders(rawHeaders: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string[]>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? "").toLowerCase();
    values.set(name, [...(values.get(name) ?? []), (rawHeaders[index + 1] ?? "").trim()]);
  }
  return new Map([...values].map(([name, list]) => [name, list.sort().join(",")]));
}
