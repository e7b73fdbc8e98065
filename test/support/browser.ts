import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach } from "@jest/globals";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";

/** Opens a page in a real Chromium, which the tests of one file share. It is closed after the test. */
export async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
  started ??= startChromium();
  const context = await (await started).newContext({ reducedMotion: "reduce", ...options });
  contexts.push(context);
  return await context.newPage();
}

/** A page that the tests of one file share, which takes less time. It shows nothing at first. */
export async function openSharedPage(): Promise<Page> {
  started ??= startChromium();
  shared ??= (await started).newPage({ reducedMotion: "reduce" });
  const page = await shared;
  await page.goto("about:blank");
  return page;
}

let started: Promise<Browser> | undefined;
let shared: Promise<Page> | undefined;
const contexts: BrowserContext[] = [];
const folder = join(tmpdir(), `pulumi-cams-chromium-${process.pid}`);

async function startChromium(): Promise<Browser> {
  const executablePath = process.env["PULUMI_CAMS_CHROMIUM"];
  if (!executablePath) throw new Error("This test needs Chromium. `npm test` says at its start how to get one.");
  // What it keeps for a user goes to the folder for temporary files.
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder };
  // Root, as in most containers, has no sandbox.
  return await chromium.launch({ executablePath, env, chromiumSandbox: process.getuid?.() !== 0, args: QUIET });
}

/** Chromium looks up its maker's hosts at each start otherwise. */
const QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
});

afterAll(async () => {
  await (await started)?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});
