import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { parse } from "yaml";
import { makeFolder } from "../support/cli.js";
import { root } from "../support/engine.js";

const example = join(root, "examples", "continuous-integration");

interface Comment {
  id: number;
  user: { login: string };
  body: string;
}

const BOT = "github-actions[bot]";

/** Runs the example's script against a GitHub with these comments, and returns what it then has and what was printed. */
async function comment(comments: Comment[], body: string, { mayWrite = true } = {}) {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
    const answer = (status: number, content: unknown) => response.writeHead(status).end(JSON.stringify(content));
    void text(request).then((content) => {
      if (request.headers.authorization !== "Bearer planted") return answer(401, {});
      if (request.method === "GET") {
        const start = (Number(searchParams.get("page")) - 1) * 100;
        return answer(200, pathname === "/repos/acme/shop/issues/7/comments" ? comments.slice(start, start + 100) : []);
      }
      if (!mayWrite) return answer(403, { message: "Resource not accessible by integration" });
      const { body } = JSON.parse(content) as { body: string };
      if (request.method === "POST") {
        comments.push({ id: comments.length, user: { login: BOT }, body });
        return answer(201, {});
      }
      const found = comments.find(({ id }) => pathname === `/repos/acme/shop/issues/comments/${id}`);
      if (found) found.body = body;
      return answer(found ? 200 : 404, {});
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const folder = makeFolder();
  writeFileSync(join(folder, "preview.md"), body);
  const env = {
    GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    GITHUB_REPOSITORY: "acme/shop",
    GITHUB_TOKEN: "planted",
    PULL_REQUEST: "7",
  };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [join(example, "comment.mjs"), "preview.md"], {
      cwd: folder,
      env,
    });
    return { bodies: comments.map(({ body }) => body), stdout };
  } finally {
    server.close();
  }
}

describe("the comment on a pull request", () => {
  const mark = (stack: string) => `<!-- pulumi-cams preview: shop/${stack} -->`;

  it("is posted once, and then updated in place, a stack of its own each", async () => {
    const comments: Comment[] = [];
    await comment(comments, `${mark("dev")}\none\n`);
    await comment(comments, `${mark("prod")}\ntwo\n`);
    expect((await comment(comments, `${mark("dev")}\nthree\n`)).bodies).toEqual([
      `${mark("dev")}\nthree\n`,
      `${mark("prod")}\ntwo\n`,
    ]);
  });

  it("is found behind others, and is no comment of a person", async () => {
    const others = Array.from({ length: 130 }, (_, id) => ({
      id,
      user: { login: "someone" },
      body: `${mark("dev")}\nfake\n`,
    }));
    const comments = [...others, { id: 130, user: { login: BOT }, body: `${mark("dev")}\none\n` }];
    const { bodies } = await comment(comments, `${mark("dev")}\ntwo\n`);
    expect(new Set(bodies.slice(0, 130))).toEqual(new Set([`${mark("dev")}\nfake\n`]));
    expect(bodies.slice(130)).toEqual([`${mark("dev")}\ntwo\n`]);
  });

  it("is left out without the right to write it, as in a pull request from a fork", async () => {
    const { bodies, stdout } = await comment([], `${mark("dev")}\none\n`, { mayWrite: false });
    expect(bodies).toEqual([]);
    expect(stdout).toMatch(/^::notice::.* The preview is in its job summary\.\n$/);
  });
});

describe("the workflow of the example", () => {
  it("writes the job summary and keeps the page also when the preview fails, and grants nothing else", () => {
    const { jobs } = parse(readFileSync(join(example, ".github", "workflows", "pulumi.yml"), "utf8")) as {
      jobs: { preview: { permissions: object; steps: { if?: string; run?: string; uses?: string; with?: object }[] } };
    };
    expect(jobs.preview.permissions).toEqual({ contents: "read", "pull-requests": "write" });
    const always = jobs.preview.steps.filter(
      (step) => step.if === "${{ !cancelled() && steps.preview.outcome != 'skipped' }}",
    );
    expect(always.map(({ run, uses }) => run ?? uses)).toEqual([
      'cat preview.md >> "$GITHUB_STEP_SUMMARY"',
      "actions/upload-artifact@v7",
      "node comment.mjs preview.md",
    ]);
  });
});
