import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "@jest/globals";

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

export interface AnsweringServer {
  endpoint: string;
  /** Everything that was asked, in order. */
  asked: { headers: IncomingMessage["headers"]; query: URLSearchParams }[];
}

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/** A server that answers whatever it is told, for answers which the emulator does not give; the last one repeats. */
export async function answerWith(...answers: readonly Answer[]): Promise<AnsweringServer> {
  const asked: AnsweringServer["asked"] = [];
  const server = createServer({ maxHeaderSize: 262_144 }, (request, response) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push({ headers: request.headers, query: new URL(request.url ?? "/", "http://localhost").searchParams });
    response.writeHead(answer?.status ?? 200, { "content-type": "application/json", ...answer?.headers });
    response.end(typeof answer?.body === "string" ? answer.body : JSON.stringify(answer?.body));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  closing.push(
    () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  );
  return { endpoint: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

export const OK = { Code: "OK", Message: "OK", RequestId: "R-1", Success: true };
