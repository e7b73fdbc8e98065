import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { createClient } from "../../api/client.js";
import { CamsError } from "../../api/errors.js";
import { problemWithRedisUrl } from "../../api/redis-url.js";

describe("a Redis URL", () => {
  it.each([
    "redis://localhost",
    "redis://127.0.0.1:6379",
    "rediss://:p%40ss@redis.example.com:6380/",
    "rediss://user:secret@redis.example.com/2",
    "redis://[::1]:6379",
  ])("is accepted: %s", (url) => {
    expect(problemWithRedisUrl(url)).toBeUndefined();
  });

  it.each([
    "",
    "hunter2",
    "localhost:6379",
    "redis://",
    "redis:hunter2",
    "redis:///var/run/hunter2.sock",
    "redis://:hunter2@host:port",
    "redis://:hun/ter2@redis.example.com",
    "redis://redis.example.com/hunter2",
    "https://:hunter2@redis.example.com",
    "xrediss://:hunter2@redis.example.com",
    "redis2://:hunter2@redis.example.com",
  ])("is refused, and the message shows no part of it: %j", (url) => {
    const problem = problemWithRedisUrl(url);
    expect(problem).toMatch(/^Expected a URL like .* Special characters in the password have to be percent-encoded\.$/);
    expect(problem).not.toMatch(/hunter2|ter2/);
  });

  it("that is refused is a configuration error of a client", () => {
    const createWithUrl = () => createClient({ redisUrl: "http://:hunter2@redis.example.com" });
    expect(createWithUrl).toThrow(CamsError);
    expect(createWithUrl).toThrow(/^redisUrl: Expected a URL like (?!.*hunter2)/);
  });

  it("needs ioredis, and the message says how to install it", () => {
    const folder = mkdtempSync(join(tmpdir(), "pulumi-cams-without-redis-"));
    try {
      cpSync(resolve(__dirname, "../../dist/api/redis-url.js"), join(folder, "redis-url.js"));
      const script = `console.log(require("./redis-url.js").problemWithRedisUrl("redis://:hunter2@localhost"))`;
      const output = execFileSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" });
      expect(output.trim()).toBe("It needs the package ioredis: npm install ioredis.");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
