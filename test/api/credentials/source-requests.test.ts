import { once } from "node:events";
import http from "node:http";
import { expect, it } from "@jest/globals";
import { listRequests, type SourceRequest } from "../../../api/credentials/source-requests.js";
import { answerWith } from "../../support/answering-server.js";
import { freePort } from "../../support/redis.js";

const ask = (method: string, endpoint: string) =>
  once(http.request(`http://${endpoint}/`, { method }).end(), "response");

it("lists the requests of a task, with the status of their answers or the code of what came instead", async () => {
  const { endpoint } = await answerWith({ status: 404, body: "" });
  const requests: SourceRequest[] = [];
  const listed = listRequests(requests, async () => {
    await ask("PUT", endpoint);
    await ask("POST", `127.0.0.1:${await freePort()}`);
  });
  await ask("GET", endpoint);
  await expect(listed).rejects.toThrow("ECONNREFUSED");
  expect(requests).toEqual([
    { method: "PUT", host: "127.0.0.1", statusCode: 404 },
    { method: "POST", host: "127.0.0.1", code: "ECONNREFUSED" },
  ]);
});
