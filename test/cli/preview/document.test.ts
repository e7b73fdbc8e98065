import { pathToFileURL } from "node:url";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { HtmlValidate } from "html-validate";
import { writeHtml } from "../../../cli/preview/document.js";
import { openPage } from "../../support/browser.js";
import { makeFolder } from "../../support/cli.js";
import { changesOf, fleetUrn, properties, SECRET, stepOf, UNKNOWN, update } from "../../support/preview-document.js";

const HOSTILE = [
  "<img src=//example.invalid/x onerror=alert(1)>",
  "</style></title><script>alert(1)</script>",
  "first line\nsecond line",
  "\u202etxet desrever",
  '`code` &amp; "quotes" \'',
];

/** A preview with something of everything, and hostile texts wherever a tenant can write. */
function everything() {
  const commands = [{ commandName: "order", commandDescription: "Track an order" }];
  const hostile = HOSTILE.flatMap((text, index) => [
    update(
      text,
      50 + index,
      { prompts: [text, "x"] },
      { prompts: ["x", text], commands: [{ commandName: text, commandDescription: text }] },
    ),
    stepOf("create", `${text}2`, { after: { ...properties(60), phoneNumber: text, custSpaceId: text }, fleet: text }),
  ]);
  const steps = [
    ...Array.from({ length: 20 }, (_, index) =>
      update(`support-${index}`, index, { prompts: ["A"] }, { prompts: ["B", "C"] }, { fleet: "support" }),
    ),
    update("single", 20, { prompts: ["A"], commands }, { prompts: ["B", "A"], enableWelcomeMessage: true }),
    stepOf("create", "created", { after: properties(21, { prompts: ["Known", UNKNOWN], commands: SECRET }) }),
    stepOf("replace", "replaced", { before: properties(22, { onDelete: "restore" }), after: properties(23) }),
    stepOf("delete", "later-1", { before: properties(24), fleet: "later" }),
    ...hostile,
  ];
  const diagnostics = [
    { severity: "warning", urn: fleetUrn("later"), message: "They are not known yet." },
    { severity: "error", message: "error: One.\n  Two.\n\n" },
    ...HOSTILE.map((message) => ({ severity: "error", message, urn: `urn:pulumi:dev::shop::t::${message}` })),
  ];
  return changesOf(steps, { diagnostics });
}

/** Opens the file in a browser without a network. */
async function openFile(html: string, options: Parameters<typeof openPage>[0] = {}) {
  const file = join(makeFolder(), "preview.html");
  writeFileSync(file, html);
  const page = await openPage({ ...options, offline: true });
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  page.on("dialog", (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  const url = pathToFileURL(file).href;
  await page.goto(url);
  return { page, url, asked, complaints };
}

describe("the file of a preview", () => {
  it("is valid HTML, with everything and with nothing in it", async () => {
    const validator = new HtmlValidate({
      extends: ["html-validate:recommended"],
      // Taste: what follows is valid, and Preact writes it.
      rules: {
        "aria-label-misuse": ["error", { allowAnyNamable: true }],
        "doctype-style": ["error", { style: "lowercase" }],
        "no-raw-characters": "off",
        "void-style": "off",
      },
    });
    for (const changes of [everything(), changesOf([])]) {
      const { results } = await validator.validateString(writeHtml(changes));
      expect(
        results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => [ruleId, message, line])),
      ).toEqual([]);
    }
  });

  it("asks for nothing, runs nothing, and shows every text as text", async () => {
    const { page, url, asked, complaints } = await openFile(writeHtml(everything()));
    expect([asked, complaints]).toEqual([[url], []]);
    expect(await page.locator("img, script, link, iframe").count()).toBe(0);
    const text = await page.locator("main").innerText();
    for (const part of [HOSTILE[0], HOSTILE[1], HOSTILE[4], "first lineline breaksecond line", "U+202Etxet desrever"]) {
      expect(text.replaceAll("\n", "")).toContain(part);
    }
    // The style sheet is applied, so its hash is right.
    expect(
      await page
        .locator(".phone")
        .first()
        .evaluate((phone) => getComputedStyle(phone).display),
    ).toBe("flex");
  });

  it("allows no style but its own, and no script", async () => {
    const html = writeHtml(changesOf([])).replace(
      "</main>",
      '</main><style>main { display: none }</style><script>document.title = "ran"</script>',
    );
    const { page, complaints } = await openFile(html);
    expect(await page.locator("main").isVisible()).toBe(true);
    expect(await page.title()).toBe("Preview");
    expect(complaints).toHaveLength(2);
  });

  it("has problems first, then each distinct change with its numbers and the chat before and after", async () => {
    const { page } = await openFile(writeHtml(everything()));
    const headings = await page.locator("h1, h2").allInnerTexts();
    expect(headings.slice(0, 4)).toEqual([
      "Preview of the stack dev",
      "At least 6 errors, 1 warning",
      "12 distinct changes",
      "~ Update: 20 numbers of the fleet support",
    ]);
    const fleet = page.locator("article").first();
    expect(await fleet.locator("li", { hasText: "8613000000019" }).isVisible()).toBe(false);
    await fleet.locator("summary").click();
    expect(await fleet.locator("li", { hasText: "8613000000019" }).isVisible()).toBe(true);
    const sides = await fleet.locator(".side").allInnerTexts();
    expect(sides.map((side) => side.split(/\n+/))).toEqual([
      ["Before", "Prompts", "1 of 4", "A", "~ changed", "No commands", "Welcome message off"],
      ["After", "Prompts", "2 of 4", "B", "~ changed", "C", "+ new", "No commands", "Welcome message off"],
    ]);
    await page.locator("nav a", { hasText: "8613000000020" }).click();
    expect(page.url()).toMatch(/#change-\d+$/);
  });

  it.each([
    ["light", 1280],
    ["dark", 320],
  ] as const)("is accessible in the %s theme at %d pixels, and nothing is cut off", async (colorScheme, width) => {
    const { page } = await openFile(writeHtml(everything()), {
      colorScheme,
      viewport: { width, height: 800 },
      bypassCSP: true,
    });
    await page.locator("details").evaluateAll((all) => {
      for (const details of all) details.setAttribute("open", "");
    });
    expect(await page.locator("html").evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    await page.addScriptTag({ path: require.resolve("axe-core") });
    const violations = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await axe.run()).violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
    });
    expect(violations).toEqual([]);
  });

  it("of many numbers is painted as far as it is seen", async () => {
    const steps = Array.from({ length: 200 }, (_, index) => update(`n${index}`, index, {}, { prompts: [`${index}`] }));
    const { page } = await openFile(writeHtml(changesOf(steps)));
    expect(await page.locator("article").count()).toBe(200);
    expect(await page.locator("nav summary").innerText()).toBe("200 distinct changes");
    const last = page.locator("article").last();
    expect(await last.evaluate((article) => getComputedStyle(article).contentVisibility)).toBe("auto");
  });
});
