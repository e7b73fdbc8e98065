import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { afterEach } from "@jest/globals";
import { makeCertificate } from "./certificate.js";

/** Where credentials come from, other than this machine. */
const HOSTS = ["sts.aliyuncs.com", "oauth.aliyun.com", "signin.example.com"];

/** One request that went to another host. */
export interface AskedHost {
  /** With method and path, as `POST https://sts.aliyuncs.com/`. */
  what: string;
  /** The fields of the query and of the form. */
  fields: Record<string, string>;
  headers: IncomingMessage["headers"];
}

export interface HostAnswer {
  status?: number;
  body: unknown;
}

export interface OtherHosts {
  /** Everything that was asked, in order. */
  asked: AskedHost[];
  /** For a process of Node.js that is to meet the stand-ins. */
  environment: Record<string, string>;
}

const closing: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

/**
 * Stands in for every other host, with TLS where they have it, for the rest of the test. A process with the environment
 * that this returns believes that it talks to them, and checks their names in the certificate.
 */
export async function standInForOtherHosts(answer: (asked: AskedHost) => HostAnswer): Promise<OtherHosts> {
  const asked: AskedHost[] = [];
  const listener =
    (protocol: string): RequestListener =>
    (request, response) => {
      void read(protocol, request).then((entry) => {
        asked.push(entry);
        const { status = 200, body } = answer(entry);
        response.writeHead(status, { "content-type": "application/json" });
        response.end(typeof body === "string" ? body : JSON.stringify(body));
      });
    };
  const certificate = makeCertificate(HOSTS);
  const folder = mkdtempSync(join(tmpdir(), "pulumi-cams-hosts-"));
  const certificateFile = join(folder, "certificate.pem");
  writeFileSync(certificateFile, certificate.cert);
  const http = await listen(createServer(listener("http")));
  const https = await listen(createSecureServer(certificate, listener("https")));
  closing.push(async () => {
    await Promise.all([close(http), close(https)]);
    rmSync(folder, { recursive: true });
  });
  return {
    asked,
    environment: {
      NODE_OPTIONS: `--import ${pathToFileURL(require.resolve("./stay-on-loopback.mjs")).href}`,
      NODE_EXTRA_CA_CERTS: certificateFile,
      STAND_IN_HTTP_PORT: portOf(http),
      STAND_IN_HTTPS_PORT: portOf(https),
    },
  };
}

async function read(protocol: string, request: IncomingMessage): Promise<AskedHost> {
  const { method = "", headers } = request;
  const url = new URL(request.url ?? "/", `${protocol}://${headers.host ?? ""}`);
  const fields = Object.fromEntries([...url.searchParams, ...new URLSearchParams(await text(request))]);
  return { what: `${method} ${url.origin}${url.pathname}`, fields, headers };
}

async function listen<T extends Server>(server: T): Promise<T> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return server;
}

function portOf(server: Server): string {
  return String((server.address() as AddressInfo).port);
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
