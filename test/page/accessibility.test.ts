import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type axe from "axe-core";
import type { Page } from "playwright-core";
import { startEmulator, type Emulator } from "../../emulator/index.js";
import { call, UPDATE } from "../emulator/signed-call.js";
import { openPage } from "../support/browser.js";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const SUPPORT = {
  custSpaceId: "cams-1",
  phoneNumber: "8613000000001",
  enableWelcomeMessage: true,
  prompts: ["我的订单在哪里？", "أين طلبي؟", LONG, "two\nlines"],
  commands: Array.from({ length: 3 }, (_, index) => ({
    commandName: `command_${index}`,
    commandDescription: `${LONG} ${index}`,
  })),
};

let emulator: Emulator;
beforeEach(async () => {
  // A reset leaves none of them.
  emulator = await startEmulator();
  for (const number of [SUPPORT, { custSpaceId: "cams-1", phoneNumber: "8613000000002" }]) emulator.setNumber(number);
});
afterEach(async () => {
  await emulator.close();
});

async function open(page: Page): Promise<Page> {
  page.setDefaultTimeout(15_000);
  await page.goto(`http://${emulator.endpoint}/_emulator/`);
  await page.getByText("Live", { exact: true }).waitFor();
  await page.evaluate(AXE);
  return page;
}

/** What axe finds by some rules, or by all, as rules with the places that break them. */
async function findings(page: Page, ...rules: string[]): Promise<string[]> {
  const { violations, passes } = await page.evaluate(
    (runOnly) =>
      (globalThis as unknown as { axe: typeof axe }).axe.run({
        resultTypes: ["violations"],
        ...(runOnly.length > 0 ? { runOnly } : {}),
      }),
    rules,
  );
  expect(passes.length).toBeGreaterThan(0);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** Each state of each part, of which three are seen at a time. */
const STATES: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ["the chat and the calls", (page) => page.getByRole("table").waitFor()],
  [
    "the menu of commands, the keyboard and the faults",
    async (page) => {
      await page.getByRole("tab", { name: /Faults/ }).click();
      await page.getByRole("switch", { name: "bad-gateway" }).click();
      await page.getByText("next call", { exact: true }).waitFor();
      await page.getByRole("combobox").pressSequentially("/");
      await page.keyboard.press("ArrowDown");
    },
  ],
  [
    "a sent message, and a search without a result",
    async (page) => {
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Send" }).click();
      await page.getByRole("searchbox").fill("nothing");
      await page.getByRole("button", { name: "Pause" }).click();
    },
  ],
  [
    "an outdated draft with a text that is too long, and a number to add",
    async (page) => {
      await page.getByRole("searchbox").fill("");
      await page.getByText("Add a number").click();
      await page.getByRole("tab", { name: "Edit" }).click();
      await page.getByRole("textbox", { name: "Prompt 1" }).fill("x".repeat(81));
      emulator.setNumber({ ...SUPPORT, prompts: ["Theirs"] });
      await page.getByText("The number was written while you edited it.").waitFor();
    },
  ],
  ["the program", (page) => page.getByRole("tab", { name: "Program" }).click()],
  [
    "nothing",
    async (page) => {
      emulator.reset();
      await page.getByText("none yet").waitFor();
    },
  ],
  [
    "no connection",
    async (page) => {
      await emulator.close();
      await page.getByText("Disconnected.").waitFor();
    },
  ],
];

const callSixTimes = async () => {
  const parameters = { CustSpaceId: "cams-1", PhoneNumber: "8613000000002" };
  for (let index = 0; index < 6; index += 1) await call(emulator.endpoint, UPDATE, parameters);
};

describe("axe finds nothing", () => {
  it.each([
    ["light", []],
    ["dark", ["color-contrast"]],
  ] as const)("in any state of the page when it is %s", async (colorScheme, rules) => {
    emulator.fail({ fault: "reset", chance: 0, times: 3 });
    await callSixTimes();
    const page = await open(await openPage({ colorScheme, viewport: { width: 1280, height: 800 } }));
    for (const [state, enter] of STATES) {
      await enter(page);
      expect([state, ...(await findings(page, ...rules))]).toEqual([state]);
    }
  });

  it("in any part of a page of 320 pixels, none of which is wider", async () => {
    await callSixTimes();
    const page = await open(await openPage({ viewport: { width: 320, height: 640 } }));
    const parts = ["Numbers", "Chat", "Edit", "Program", "Calls", "Faults"];
    for (const part of parts) {
      const isPanel = ["Numbers", "Chat", "Calls"].includes(part);
      await page.getByRole(isPanel ? "button" : "tab", { name: part, exact: true }).click();
      expect([part, ...(await findings(page))]).toEqual([part]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([part, width]).toEqual([part, 320]);
      const small = await page.evaluate(() =>
        [...document.querySelectorAll("button, a, input, textarea, summary, [role=option]")]
          .filter((element) => element.checkVisibility() && !element.closest("label"))
          .filter((element) => Math.min(element.clientHeight, element.getBoundingClientRect().width) < 24)
          .map(({ outerHTML }) => outerHTML),
      );
      expect([part, ...small]).toEqual([part]);
    }
  });
});

describe("the keyboard alone", () => {
  it("reaches everything", async () => {
    await callSixTimes();
    const page = await open(await openPage({ viewport: { width: 1280, height: 800 } }));
    await page.getByRole("tab", { name: "Faults" }).click();
    await page.evaluate(() => {
      (document.activeElement as HTMLElement).blur();
    });
    const reached: string[] = [];
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press("Tab");
      const name = await page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement;
        return element.ariaLabel ?? element.labels?.[0]?.innerText ?? element.innerText;
      });
      if (name === reached[0]) break;
      reached.push(name.replaceAll("\n", " "));
    }
    for (const name of [
      "Chat",
      "Search numbers",
      "Add a number",
      "First chat",
      "Start over",
      "我的订单在哪里？",
      "Message",
      "Send",
      "Pause",
      "the next call",
    ])
      expect(reached).toContain(name);
    expect(reached.filter((name) => name.startsWith("8613"))).toHaveLength(1);
    expect(reached.filter((name) => /200|40\d|50\d|Connection|answer/.test(name)).length).toBeGreaterThan(15);
  });

  it("goes through numbers and tabs by the arrow keys, and skips to the calls", async () => {
    const page = await open(await openPage({ viewport: { width: 1280, height: 800 } }));
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).innerText.split("\n")[0]);
    await page.getByRole("searchbox").focus();
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toBe("8613000000001");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "8613000000002" }).waitFor();
    await page.getByRole("tab", { name: "Chat" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe("Edit");
    await page.getByLabel("Welcome message").waitFor();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    expect(await focused()).toBe("Program");
    await page.getByRole("button", { name: "Calls", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "calls-heading");
  });
});
