import type { IncomingMessage, ServerResponse } from "node:http";
import { receive } from "../gateway/received-request.js";
import { readBody } from "../gateway/request-body.js";
import { InputError } from "../input.js";
import { DataFileError } from "../service/data-file.js";
import type { Controls } from "./controls.js";
import { isOwn } from "./own.js";

/** Serves one request to the control routes. */
export async function serveControl(
  message: IncomingMessage,
  response: ServerResponse,
  controls: Controls,
  allowedHosts: readonly string[],
): Promise<void> {
  const { status, json, allow } = await answer(message, controls, allowedHosts);
  response.writeHead(status, {
    ...(json === undefined ? {} : { "content-type": "application/json;charset=utf-8" }),
    ...(allow === undefined ? {} : { allow }),
  });
  response.end(json === undefined ? undefined : `${JSON.stringify(json)}\n`);
}

/** Whether a path belongs to the control routes, including paths that do not exist. */
export function isControlPath(path: string): boolean {
  return path === PREFIX || path.startsWith(`${PREFIX}/`);
}

interface Route {
  readonly path: string;
  readonly method: "GET" | "PUT" | "POST";
  /** Takes the JSON of the request, and returns that of the answer if there is one. */
  readonly control: keyof Controls;
  readonly hasBody?: true;
}

const PREFIX = "/_emulator";

const ROUTES: readonly Route[] = [
  { path: "/requests", method: "GET", control: "requests" },
  { path: "/numbers", method: "GET", control: "numbers" },
  { path: "/numbers", method: "PUT", control: "setNumber", hasBody: true },
  { path: "/faults", method: "POST", control: "fail", hasBody: true },
  { path: "/faults", method: "PUT", control: "replaceFaults", hasBody: true },
  { path: "/behaviour", method: "PUT", control: "setBehaviour", hasBody: true },
  { path: "/reset", method: "POST", control: "reset" },
];

const KNOWN_ROUTES = `The control routes are ${ROUTES.map(({ method, path }) => `${method} ${PREFIX}${path}`).join(", ")}.`;

interface ControlAnswer {
  readonly status: number;
  readonly json?: unknown;
  readonly allow?: string;
}

async function answer(
  message: IncomingMessage,
  controls: Controls,
  allowedHosts: readonly string[],
): Promise<ControlAnswer> {
  const request = receive(message);
  if (!isOwn(request, message.socket.localPort ?? 0, allowedHosts)) return refusal(403, NOT_OWN);
  const routes = ROUTES.filter(({ path }) => `${PREFIX}${path}` === request.path);
  if (routes.length === 0) return refusal(404, `There is no ${request.path}. ${KNOWN_ROUTES}`);
  const route = routes.find(({ method }) => method === request.method);
  if (route === undefined) {
    const allow = routes.map(({ method }) => method).join(", ");
    return { ...refusal(405, `${request.path} accepts ${allow}, not ${request.method}.`), allow };
  }
  const body = await readBody(message);
  if (body === undefined) return refusal(413, "The body is larger than 1 MiB.");
  return run(route, Buffer.from(body).toString("utf8"), controls);
}

function run({ control, hasBody }: Route, body: string, controls: Controls): ControlAnswer {
  try {
    const json = controls[control](hasBody ? JSON.parse(body) : undefined);
    return json === undefined ? { status: 204 } : { status: 200, json };
  } catch (error) {
    if (error instanceof SyntaxError) return refusal(400, "The body is not JSON.");
    if (error instanceof InputError) return refusal(400, error.message);
    if (error instanceof DataFileError) return refusal(500, error.message);
    throw error;
  }
}

const NOT_OWN =
  "The control routes are not for web pages. If a program calls them by another name than the emulator's own, allow that name: --allowed-host NAME.";

function refusal(status: number, error: string): ControlAnswer {
  return { status, json: { error } };
}
