import { describe, expect, it } from "@jest/globals";
import { DEFAULT_ENDPOINT, parseEndpoint } from "../../../api/wire/endpoint.js";

const NO_HOST = 'Expected a host with an optional port, like "cams.ap-southeast-1.aliyuncs.com", without a path.';
const NO_HTTPS = "Expected HTTPS: plain HTTP is used for this machine only. Leave `http://` out.";

describe("an endpoint", () => {
  it.each([
    [DEFAULT_ENDPOINT, "https", "cams.ap-southeast-1.aliyuncs.com", false],
    ["https://cams.example.com", "https", "cams.example.com", false],
    ["HTTPS://cams.example.com/", "https", "cams.example.com", false],
    ["cams.example.com:8443", "https", "cams.example.com:8443", false],
    ["  cams.example.com\n", "https", "cams.example.com", false],
    ["10.0.0.1:80", "https", "10.0.0.1:80", false],
    ["127.0.0.1:4000", "http", "127.0.0.1:4000", true],
    ["127.1.2.3:4000", "http", "127.1.2.3:4000", true],
    ["127.10.20.30:4000", "http", "127.10.20.30:4000", true],
    ["HTTP://127.0.0.1:4000", "http", "127.0.0.1:4000", true],
    ["localhost:4000", "http", "localhost:4000", true],
    ["http://localhost:4000/", "http", "localhost:4000", true],
    ["https://localhost:4000", "https", "localhost:4000", true],
    ["[::1]:4000", "http", "[::1]:4000", true],
  ])("written as %j uses %s and the host %s", (text, protocol, host, isLoopback) => {
    expect(parseEndpoint(text)).toEqual({ protocol, host, isLoopback });
  });

  it.each([
    ["http://cams.example.com", NO_HTTPS],
    ["http://10.0.0.1:4000", NO_HTTPS],
    ["http://localhost.example.com", NO_HTTPS],
    ["http://127.0.0.1.example.com", NO_HTTPS],
    ["", NO_HOST],
    [" ", NO_HOST],
    ["https://", NO_HOST],
    ["ftp://cams.example.com", NO_HOST],
    ["cams.example.com/path", NO_HOST],
    ["cams.example.com?x=y", NO_HOST],
    ["cams.example.com#x", NO_HOST],
    ["user:password@cams.example.com", NO_HOST],
    ["cams.example.com:port", NO_HOST],
    ["cams.example.com:99999", NO_HOST],
    ["two hosts", NO_HOST],
  ])("written as %j is refused", (text, reason) => {
    expect(parseEndpoint(text)).toBe(reason);
  });

  it.each(["localhost.example.com", "127.0.0.1.example.com", "127001.example.com", "notlocalhost"])(
    "written as %s is not on this machine",
    (text) => {
      expect(parseEndpoint(text)).toMatchObject({ protocol: "https", isLoopback: false });
    },
  );

  it("is not shown when it is refused, since it may hold a password", () => {
    expect(parseEndpoint("user:hunter2@cams.example.com")).not.toContain("hunter2");
  });
});
