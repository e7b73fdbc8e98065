import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";

/** A request that Alibaba Cloud's package made to get credentials, and what came of it. */
export interface SourceRequest {
  method: string;
  host: string;
  statusCode?: number | undefined;
  /** The network's code, if there was no answer. */
  code?: string | undefined;
}

/** Runs a task, and adds every HTTP request that it makes to a list: the official package says little about them. */
export function listRequests<T>(requests: SourceRequest[], task: () => Promise<T>): Promise<T> {
  return listed.run(requests, task);
}

const listed = new AsyncLocalStorage<SourceRequest[]>();

/** The channel is Node.js's own: https://nodejs.org/api/diagnostics_channel.html#http */
subscribe("http.client.request.start", (message) => {
  const requests = listed.getStore();
  if (!requests) return;
  const { request } = message as { request: ClientRequest };
  const entry: SourceRequest = { method: request.method, host: request.host };
  requests.push(entry);
  request.once("response", ({ statusCode }) => {
    entry.statusCode = statusCode;
  });
  request.once("error", ({ code }: NodeJS.ErrnoException) => {
    entry.code = code;
  });
});
