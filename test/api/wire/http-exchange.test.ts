import { once } from "node:events";
import http from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import type { TLSSocket } from "node:tls";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { watchExchange } from "../../../api/wire/http-exchange.js";
import { answerWith } from "../../support/answering-server.js";
import { makeCertificate } from "../../support/certificate.js";

const agents: http.Agent[] = [];

afterEach(() => {
  for (const agent of agents.splice(0)) agent.destroy();
});

function agentOf<T extends http.Agent>(agent: T): T {
  agents.push(agent);
  return agent;
}

/** Sends a request that the exchange with the nonce watches. */
function ask(url: string, nonce: string, options: https.RequestOptions = {}): http.ClientRequest {
  const { request } = url.startsWith("https:") ? https : http;
  return request(url, { ...options, headers: { "x-acs-signature-nonce": nonce } }).end();
}

/** Waits for an answer, and reads it to its end. */
async function answerTo(request: http.ClientRequest): Promise<void> {
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  response.resume();
  await once(response, "end");
}

describe("the moment when a request leaves", () => {
  it("is when its connection is made, or at once on a connection that is kept", async () => {
    const { endpoint } = await answerWith({ body: "" });
    const agent = agentOf(new http.Agent({ keepAlive: true }));
    for (const isReused of [false, true]) {
      const states: (boolean | undefined)[] = [];
      const exchange = watchExchange("n-1", () => states.push(request.socket?.connecting));
      const request = ask(`http://${endpoint}/`, "n-1", { agent });
      await answerTo(request);
      expect([states, request.reusedSocket]).toEqual([[false], isReused]);
      exchange.close();
    }
  });

  it("is when TLS is agreed on", async () => {
    const server = https.createServer(makeCertificate(["localhost"]), (_request, response) => response.end());
    await once(server.listen(0, "127.0.0.1"), "listening");
    try {
      const protocols: unknown[] = [];
      const exchange = watchExchange("n-2", () => protocols.push((request.socket as TLSSocket).getProtocol()));
      const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const agent = agentOf(new https.Agent());
      const request = ask(url, "n-2", { agent, rejectUnauthorized: false });
      await answerTo(request);
      expect(protocols).toEqual(["TLSv1.3"]);
      exchange.close();
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe("an exchange", () => {
  it.each<[Record<string, string>, object]>([
    [{ "x-acs-request-id": "R-1" }, { requestId: "R-1", isPage: false, retryAfterMs: undefined }],
    [{ "x-acs-request-id": "not one" }, { requestId: undefined }],
    [{ "x-acs-retry-after": "250" }, { retryAfterMs: 250 }],
    [{ "x-acs-retry-after": "0" }, { retryAfterMs: undefined }],
    [{ "x-acs-retry-after": "-5" }, { retryAfterMs: undefined }],
    [{ "x-acs-retry-after": "Infinity" }, { retryAfterMs: undefined }],
    [{ "x-acs-retry-after": "soon" }, { retryAfterMs: undefined }],
    [{ "content-type": "TEXT/HTML; charset=utf-8" }, { isPage: true }],
    [{ "content-type": "application/text/html" }, { isPage: false }],
    [{ "content-type": "text/html5" }, { isPage: false }],
  ])("has what the headers of the answer say: %j", async (headers, known) => {
    const { endpoint } = await answerWith({ status: 418, headers, body: "" });
    const exchange = watchExchange("n-3", jest.fn());
    await answerTo(ask(`http://${endpoint}/`, "n-3"));
    expect(exchange).toMatchObject({ statusCode: 418, ...known });
    exchange.close();
  });

  it("learns nothing of another request, nor of its own after it is closed", async () => {
    const { endpoint } = await answerWith({ body: "" });
    const onSent = jest.fn();
    const exchange = watchExchange("n-4", onSent);
    await answerTo(ask(`http://${endpoint}/`, "n-5"));
    exchange.close();
    await answerTo(ask(`http://${endpoint}/`, "n-4"));
    expect(onSent).not.toHaveBeenCalled();
    expect(exchange.statusCode).toBeUndefined();
  });

  it("ends its request, even one that starts later", async () => {
    const { endpoint, asked } = await answerWith({ body: "" });
    const exchange = watchExchange("n-6", jest.fn());
    exchange.abort();
    await expect(answerTo(ask(`http://${endpoint}/`, "n-6"))).rejects.toThrow("socket hang up");
    exchange.close();
    expect(asked).toEqual([]);
  });
});
