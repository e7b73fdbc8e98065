import { Buffer } from "node:buffer";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { findChromium } from "./chromium.mjs";
import { main, root, setUp } from "./setup.mjs";
import { run } from "./step.mjs";

const { default: OpenApi, Config, OpenApiRequest, Params } = createRequire(import.meta.url)("@alicloud/openapi-client");

const IMAGES = join(root, "docs", "images");
const PULUMI_CAMS = join(root, "dist", "cli", "index.js");
/** What `pulumi preview --json --show-sames` writes of a stack. */
const SAMPLE = join(root, "tools", "screenshots", "preview.json");
const FONTS = ["Noto Sans", "Noto Sans CJK SC", "Noto Sans Arabic"];
const PORT = 4010;
const START_MS = Date.UTC(2026, 10, 28, 10, 0, 0);
const SPACE = "cams-demo";
const FIRST = 8613000000001;

const WIDE = { width: 1280, height: 720 };
const NARROW = { width: 320, height: 660 };

const PICTURES = {
  "page-light": { viewport: WIDE, numbers: numbers(), writes: 20 },
  "page-dark": { viewport: WIDE, colorScheme: "dark", numbers: numbers(), writes: 20, enter: typeSlash("or") },
  "page-commands": { viewport: WIDE, numbers: numbers({ commands: thirtyCommands() }), enter: typeSlash("") },
  "page-chinese-arabic": {
    viewport: WIDE,
    numbers: chineseAndArabic(),
    enter: (page) => page.getByRole("tab", { name: "Edit" }).click(),
  },
  "page-faults": { viewport: WIDE, numbers: numbers(), writes: 3, enter: switchFaults },
  "page-empty": { viewport: WIDE, numbers: [] },
  "page-narrow": {
    viewport: NARROW,
    numbers: numbers(),
    enter: (page) => page.getByRole("button", { name: "Chat", exact: true }).click(),
  },
  "page-narrow-arabic": {
    viewport: NARROW,
    colorScheme: "dark",
    numbers: chineseAndArabic().reverse(),
    enter: (page) => page.getByRole("button", { name: "Chat", exact: true }).click(),
  },
};

const PREVIEW = { width: 1000, height: 840 };

/** Hides the caret, which blinks, and waits until everything is drawn. */
const STAND_STILL = `
  document.activeElement.style.caretColor = "transparent";
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
`;

/** `npm run screenshots`: makes the pictures of the emulator's page and of a preview in docs/images anew, the same each time. */
await main(async () => {
  await setUp({ engine: false });
  const executablePath = await findChromium();
  if (executablePath === undefined) return 1;
  await requireFonts();
  const folder = join(tmpdir(), `pulumi-cams-screenshots-${process.pid}`);
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: folder, XDG_CACHE_HOME: folder };
  const browser = await chromium.launch({ executablePath, env, chromiumSandbox: process.getuid?.() !== 0 });
  try {
    mkdirSync(IMAGES, { recursive: true });
    mkdirSync(folder, { recursive: true });
    for (const [name, picture] of Object.entries(PICTURES)) await take(browser, name, picture);
    const html = join(folder, "preview.html");
    await run(process.execPath, [PULUMI_CAMS, "preview", "--from", SAMPLE, "--html", html]);
    await takePreview(browser, html);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return 0;
});

async function take(browser, name, { viewport, colorScheme = "light", numbers: held, writes = 0, enter }) {
  const { startEmulator } = await import(new URL("../dist/emulator/index.js", import.meta.url));
  let nowMs = START_MS;
  const emulator = await startEmulator({ port: PORT, numbers: held, now: () => nowMs });
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: "reduce", timezoneId: "UTC" });
  try {
    for (let index = 0; index < writes; index += 1) {
      nowMs = START_MS + paceMs(index);
      await write(emulator, String(FIRST + (index % held.length)), held[index % held.length], nowMs);
    }
    const page = await context.newPage();
    await page.goto(`http://${emulator.endpoint}/`);
    await page.getByText("Live", { exact: true }).waitFor();
    if (held.length > 0) await page.locator(".number-list a").first().waitFor();
    await enter?.(page);
    await page.evaluate(STAND_STILL);
    await keep(name, page);
  } finally {
    await context.close();
    await emulator.close();
  }
}

async function takePreview(browser, html) {
  const context = await browser.newContext({ viewport: PREVIEW });
  try {
    const page = await context.newPage();
    await page.goto(pathToFileURL(html).href);
    await keep("preview", page);
  } finally {
    await context.close();
  }
}

async function keep(name, page) {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 50 });
  writeFileSync(join(IMAGES, `${name}.webp`), Buffer.from(data, "base64"));
}

/** When a paced client makes its calls: five, and each of the next as soon as a second and a margin have passed. */
function paceMs(index) {
  return Math.floor(index / 5) * 1_040 + (index % 5) * 90;
}

/** One signed call as Alibaba Cloud's own client makes it, at a time of the emulator's clock. */
async function write({ endpoint, accessKeyId, accessKeySecret }, phoneNumber, { prompts, commands }, atMs) {
  const client = new OpenApi(new Config({ accessKeyId, accessKeySecret, endpoint, protocol: "http" }));
  const params = new Params({
    action: "UpdateConversationalAutomation",
    version: "2020-06-06",
    protocol: "HTTPS",
    pathname: "/",
    method: "POST",
    authType: "AK",
    style: "RPC",
    reqBodyType: "formData",
    bodyType: "json",
  });
  const settings = { Prompts: JSON.stringify(prompts), Commands: JSON.stringify(commands.map(onTheWire)) };
  const query = { CustSpaceId: SPACE, PhoneNumber: phoneNumber, ...settings };
  const headers = { "x-acs-date": new Date(atMs).toISOString().replace(/\.\d+Z$/, "Z") };
  await client.callApi(params, new OpenApiRequest({ query, headers }), {});
}

function onTheWire({ commandName, commandDescription }) {
  return { CommandName: commandName, CommandDescription: commandDescription };
}

function numbers(more = {}) {
  const settings = {
    enableWelcomeMessage: true,
    prompts: ["Where is my order?", "Talk to a person", "Opening hours"],
    commands: [
      { commandName: "order", commandDescription: "Track an order by its number" },
      { commandName: "return", commandDescription: "Return a parcel" },
      { commandName: "hours", commandDescription: "When the shop is open" },
    ],
    ...more,
  };
  return Array.from({ length: 8 }, (_, index) => ({
    custSpaceId: SPACE,
    phoneNumber: String(FIRST + index),
    ...settings,
  }));
}

function thirtyCommands() {
  return Array.from({ length: 30 }, (_, index) => ({
    commandName: `topic_${String(index + 1).padStart(2, "0")}`,
    commandDescription: `What the help center says about topic ${index + 1}`,
  }));
}

function chineseAndArabic() {
  const chinese = {
    prompts: ["我的订单在哪里？", "联系人工客服", "营业时间与门店地址"],
    commands: [{ commandName: "order", commandDescription: "查询订单的物流状态" }],
  };
  const arabic = {
    prompts: ["أين طلبي؟", "التحدث إلى شخص", "ساعات العمل في المتجر"],
    commands: [{ commandName: "order", commandDescription: "تتبع الطلب برقمه" }],
  };
  return [chinese, arabic].map((settings, index) => ({
    custSpaceId: SPACE,
    phoneNumber: String(FIRST + index),
    ...settings,
  }));
}

function typeSlash(beginning) {
  return async (page) => {
    await page.getByRole("combobox").pressSequentially(`/${beginning}`);
    await page.keyboard.press("ArrowDown");
  };
}

async function switchFaults(page) {
  await page.getByRole("tab", { name: "Faults" }).click();
  await page.getByRole("switch", { name: "too-many-requests" }).click();
  await page.getByText("next call", { exact: true }).waitFor();
}

/** Without them, other fonts stand in, and each machine makes other pictures. */
async function requireFonts() {
  const installed = await run("fc-list", [":", "family"]);
  const missing = FONTS.filter((font) => !installed.includes(font));
  if (missing.length === 0) return;
  throw new Error(
    `The pictures need the fonts ${missing.join(", ")} (Debian and Ubuntu: ` +
      "`sudo apt-get install fonts-noto-core fonts-noto-cjk`).",
  );
}
