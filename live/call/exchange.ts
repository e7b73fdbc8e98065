import { Agent as HttpAgent, request as requestHttp, type IncomingHttpHeaders } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import type { Endpoint } from "../../api/index.js";
import type { SignedRequest } from "./signed-request.js";

/** An answer as it came. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends requests on connections that stay open. */
export class Exchange {
  readonly #endpoint: Endpoint;
  readonly #timeoutMs: number;
  readonly #agent: HttpAgent;

  constructor(endpoint: Endpoint, timeoutMs: number) {
    this.#endpoint = endpoint;
    this.#timeoutMs = timeoutMs;
    this.#agent = endpoint.protocol === "http" ? new HttpAgent(OPTIONS) : new HttpsAgent(OPTIONS);
  }

  send({ target, headers, body }: SignedRequest): Promise<Reply> {
    const { protocol, host } = this.#endpoint;
    const request = protocol === "http" ? requestHttp : requestHttps;
    const options = { method: "POST", headers, agent: this.#agent, signal: AbortSignal.timeout(this.#timeoutMs) };
    return new Promise((resolve, reject) => {
      const outgoing = request(`${protocol}://${host}${target}`, options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

const OPTIONS = { keepAlive: true };
