import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../gateway/body.js";
import { receive } from "../gateway/received-request.js";
import type { ReceivedRequest } from "../gateway/received-request.js";
import { ShapeError } from "../input.js";
import type { World } from "../world.js";

const PREFIX = "/_emulator";

interface ControlAnswer {
  readonly status: number;
  readonly json?: unknown;
  readonly allow?: string;
}

interface Route {
  readonly path: string;
  readonly method: "GET" | "PUT" | "POST";
  readonly hasBody: boolean;
  /** Does what the route is for; what it returns is the answer's JSON. */
  readonly run: (world: World, body: unknown) => unknown;
}

const ROUTES: readonly Route[] = [
  { path: "/requests", method: "GET", hasBody: false, run: (world) => world.log.list() },
  { path: "/numbers", method: "GET", hasBody: false, run: (world) => world.store.list() },
  { path: "/numbers", method: "PUT", hasBody: true, run: changing("setNumber") },
  { path: "/faults", method: "POST", hasBody: true, run: changing("fail") },
  { path: "/behaviour", method: "PUT", hasBody: true, run: changing("setBehaviour") },
  { path: "/reset", method: "POST", hasBody: false, run: changing("reset") },
];

/** Whether a path is one of the control routes', known or not. */
export function isControlPath(path: string): boolean {
  return path === PREFIX || path.startsWith(`${PREFIX}/`);
}

/** Serves one request to the control routes. */
export async function serveControl(message: IncomingMessage, response: ServerResponse, world: World): Promise<void> {
  const port = message.socket.localPort ?? 0;
  const { status, json, allow } = await control(message, receive(message), port, world);
  response.writeHead(status, {
    ...(json === undefined ? {} : { "content-type": "application/json;charset=utf-8" }),
    ...(allow === undefined ? {} : { allow }),
  });
  response.end(json === undefined ? undefined : `${JSON.stringify(json)}\n`);
}

async function control(
  message: IncomingMessage,
  request: ReceivedRequest,
  port: number,
  world: World,
): Promise<ControlAnswer> {
  if (!isOwn(request, port))
    return refusal(403, "The control routes are for programs of this machine, not for web pages.");
  const routes = ROUTES.filter(({ path }) => `${PREFIX}${path}` === request.path);
  if (routes.length === 0) return refusal(404, `There is no ${request.path}. ${KNOWN_ROUTES}`);
  const route = routes.find(({ method }) => method === request.method);
  if (route === undefined) {
    const allow = routes.map(({ method }) => method).join(", ");
    return { ...refusal(405, `${request.path} takes ${allow}, not ${request.method}.`), allow };
  }
  const body = await readBody(message);
  if (body === undefined) return refusal(413, "The body is larger than 1 MiB.");
  return run(route, Buffer.from(body).toString("utf8"), world);
}

function run(route: Route, body: string, world: World): ControlAnswer {
  try {
    const json = route.run(world, route.hasBody ? JSON.parse(body) : undefined);
    return json === undefined ? { status: 204 } : { status: 200, json };
  } catch (error) {
    if (error instanceof SyntaxError) return refusal(400, "The body is not JSON.");
    if (error instanceof ShapeError) return refusal(400, error.message);
    throw error;
  }
}

// A web page can send requests to 127.0.0.1, by its own name for it too; both headers tell.
function isOwn(request: ReceivedRequest, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const origin = request.headers.get("origin");
  return (
    hosts.includes(request.headers.get("host")?.toLowerCase() ?? "") &&
    (origin === undefined || hosts.some((host) => origin === `http://${host}`))
  );
}

function refusal(status: number, error: string): ControlAnswer {
  return { status, json: { error } };
}

function changing(method: "setNumber" | "fail" | "setBehaviour" | "reset"): Route["run"] {
  return (world, body) => {
    world[method](body);
  };
}

const KNOWN_ROUTES = `The control routes are ${ROUTES.map(({ method, path }) => `${method} ${PREFIX}${path}`).join(", ")}.`;
