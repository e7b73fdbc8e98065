import { request } from "node:http";
import type { IncomingHttpHeaders } from "node:http";

export interface Sent {
  method?: string;
  target?: string;
  headers?: Record<string, string | string[]>;
  body?: string;
  signal?: AbortSignal;
}

export interface Received {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body as JSON, or an empty object if it is not JSON. */
  json: Record<string, unknown>;
}

/** Sends one request exactly as given, on a new connection. */
export function send(endpoint: string, sent: Sent): Promise<Received> {
  const { method = "GET", target = "/", headers = {}, body = "", signal } = sent;
  const [host, port] = endpoint.split(":");
  return new Promise((resolve, reject) => {
    const outgoing = request({ host, port, method, path: target, headers, agent: false, signal }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) });
      });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
