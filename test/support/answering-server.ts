import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "@jest/globals";

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
  /** Is only given once the next call has come. */
  isLate?: boolean;
  /** Is not given: the connection breaks instead. */
  isReset?: boolean;
}

interface Asked {
  headers: IncomingMessage["headers"];
  query: URLSearchParams;
  /** Whoever asked has gone before the answer came. */
  isAbandoned: boolean;
}

export interface AnsweringServer {
  endpoint: string;
  /** Everything that was asked, in order. */
  asked: Asked[];
}

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/**
 * A server that answers whatever it is told, for answers which the emulator does not give; the last one repeats. What
 * depends on the question is a function of it.
 */
export async function answerWith(
  ...answers: readonly (Answer | ((asked: Asked) => Answer))[]
): Promise<AnsweringServer> {
  const asked: Asked[] = [];
  let giveLate: () => void = () => undefined;
  const server = createServer({ maxHeaderSize: 262_144 }, (request, response) => {
    giveLate();
    const { searchParams } = new URL(request.url ?? "/", "http://localhost");
    const entry = { headers: request.headers, query: searchParams, isAbandoned: false };
    const next = answers[Math.min(asked.length, answers.length - 1)];
    const answer = typeof next === "function" ? next(entry) : next;
    asked.push(entry);
    response.on("close", () => {
      entry.isAbandoned = !response.writableFinished;
    });
    if (answer?.isReset) {
      request.socket.resetAndDestroy();
      return;
    }
    const give = () => {
      response.writeHead(answer?.status ?? 200, { "content-type": "application/json", ...answer?.headers });
      response.end(typeof answer?.body === "string" ? answer.body : JSON.stringify(answer?.body));
    };
    giveLate = answer?.isLate ? give : () => undefined;
    if (!answer?.isLate) give();
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
