import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Page, Request } from "playwright-core";
import { startEmulator, type Emulator } from "../../emulator/index.js";
import { call, UPDATE } from "../emulator/signed-call.js";
import { openPage, openSharedPage } from "../support/browser.js";
import { until } from "../support/until.js";

const SPACE = "cams-1";
const SUPPORT = {
  custSpaceId: SPACE,
  phoneNumber: "8613000000001",
  enableWelcomeMessage: true,
  prompts: ["Where is my order?", "Talk to a person"],
  commands: [
    { commandName: "order", commandDescription: "Track an order" },
    { commandName: "hours", commandDescription: "Opening hours" },
  ],
};
const EMPTY = { custSpaceId: SPACE, phoneNumber: "8613000000002" };

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(() => {
  emulator.reset();
  for (const number of [SUPPORT, EMPTY]) emulator.setNumber(number);
});
afterAll(async () => {
  await emulator.close();
});

/** Opens the page, at a number if one is given. */
async function open(phoneNumber?: string, page?: Page): Promise<Page> {
  const opened = page ?? (await openSharedPage());
  opened.setDefaultTimeout(15_000);
  const hash = phoneNumber === undefined ? "" : `#${SPACE}/${phoneNumber}`;
  await opened.goto(`http://${emulator.endpoint}/_emulator/${hash}`);
  await opened.getByRole("status").getByText("Live").waitFor();
  return opened;
}

const message = (page: Page) => page.getByRole("combobox", { name: "Message" });
const options = (page: Page) => page.getByRole("option").allInnerTexts();
const prompts = (page: Page) => page.getByRole("list", { name: "Prompts" }).getByRole("button").allInnerTexts();
const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent);
const sent = (page: Page) => page.getByRole("list", { name: "Messages" }).getByRole("listitem").allInnerTexts();

describe("the chat", () => {
  it("has prompts until one is tapped, which is sent as a message; the chat can start over", async () => {
    const page = await open();
    await page.getByText("Welcome message on").waitFor();
    expect(await prompts(page)).toEqual(SUPPORT.prompts);
    await page.getByRole("button", { name: "Talk to a person" }).click();
    expect([await sent(page), await prompts(page)]).toEqual([["Talk to a person"], []]);
    await message(page).fill("A draft");
    await page.getByRole("button", { name: "Start over" }).click();
    expect([await sent(page), await prompts(page)]).toEqual([[], SUPPORT.prompts]);
    expect(await message(page).inputValue()).toBe("");
    await page.getByRole("button", { name: "Later chat" }).click();
    expect(await prompts(page)).toEqual([]);
    await page.getByText("Prompts appear in a first chat only.").waitFor();
  });

  it("covers the prompts with the keyboard while something is typed, and shows them again", async () => {
    const page = await open();
    await message(page).click();
    expect(await prompts(page)).toEqual([]);
    await page.getByRole("button", { name: "Close the keyboard" }).click();
    expect(await prompts(page)).toEqual(SUPPORT.prompts);
    await message(page).pressSequentially("H");
    expect(await prompts(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await prompts(page)).toEqual(SUPPORT.prompts);
  });

  it("opens the commands at a slash and leaves those that begin as typed; a chosen one fills the field", async () => {
    const page = await open();
    await message(page).pressSequentially("/");
    expect(await options(page)).toEqual(["/order Track an order", "/hours Opening hours"]);
    await page.getByText("2 commands", { exact: true }).waitFor({ state: "attached" });
    await message(page).pressSequentially("or");
    expect(await options(page)).toEqual(["/order Track an order"]);
    await page.getByRole("option").click();
    expect([await message(page).inputValue(), await options(page), await sent(page)]).toEqual(["/order ", [], []]);
    await message(page).pressSequentially("12");
    await page.keyboard.press("Enter");
    expect([await sent(page), await message(page).inputValue()]).toEqual([["/order 12"], ""]);
    await message(page).pressSequentially("/x");
    await page.getByText("No command begins with /x").waitFor();
  });

  it("chooses a command by the keyboard alone", async () => {
    const page = await open();
    await message(page).pressSequentially("/");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(await page.getByRole("option", { selected: true }).innerText()).toContain("/hours");
    expect(await message(page).getAttribute("aria-activedescendant")).toBe("command-1");
    await page.keyboard.press("Enter");
    expect(await message(page).inputValue()).toBe("/hours ");
    await message(page).fill("/");
    await page.keyboard.press("Escape");
    expect(await options(page)).toEqual([]);
  });

  it("of an empty number says that there is nothing", async () => {
    const page = await open(EMPTY.phoneNumber);
    await page.getByText("No prompts").waitFor();
    await page.getByText("Welcome message off").waitFor();
    await message(page).fill("/");
    await page.getByText("No commands").waitFor();
  });

  it("changes on the screen when the number is written", async () => {
    const page = await open();
    await call(emulator.endpoint, UPDATE, {
      CustSpaceId: SPACE,
      PhoneNumber: SUPPORT.phoneNumber,
      Prompts: '["New"]',
    });
    await page.getByRole("button", { name: "New", exact: true }).waitFor();
    expect(await prompts(page)).toEqual(["New"]);
    await page.getByText("Changed just now").waitFor();
  });
});

describe("the numbers", () => {
  it("are searched, and each has an address that lasts", async () => {
    const page = await open();
    await page.getByRole("searchbox", { name: "Search numbers" }).fill("0002");
    await page.getByText("1 of 2 numbers").waitFor();
    await page.getByRole("link", { name: EMPTY.phoneNumber }).click();
    await page.getByRole("heading", { name: EMPTY.phoneNumber }).waitFor();
    expect(page.url()).toMatch(/#cams-1\/8613000000002$/);
    await page.reload();
    await page.getByRole("heading", { name: EMPTY.phoneNumber }).waitFor();
    await page.getByRole("link", { name: SUPPORT.phoneNumber }).click();
    await page.goBack();
    await page.getByRole("heading", { name: EMPTY.phoneNumber }).waitFor();
    await page.goForward();
    await page.getByRole("heading", { name: SUPPORT.phoneNumber }).waitFor();
  });

  it("are none at first, and the page says how to write one", async () => {
    emulator.reset();
    const page = await open();
    await page.getByText(`cams:endpoint`).waitFor();
    await page.getByText("No calls yet.").waitFor();
    await page.getByLabel("Space").fill("cams-9");
    await page.getByLabel("Number", { exact: false }).last().fill("8613000000009");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByRole("heading", { name: "8613000000009" }).waitFor();
    expect(emulator.numbers()).toMatchObject([{ custSpaceId: "cams-9", phoneNumber: "8613000000009", prompts: [] }]);
  });

  it("that the emulator does not hold are said to be missing, until they are written", async () => {
    const page = await open("8613000000099");
    await page.getByText("The emulator does not hold this number.").waitFor();
    emulator.setNumber({ custSpaceId: SPACE, phoneNumber: "8613000000099", prompts: ["Here"] });
    await page.getByRole("button", { name: "Here" }).waitFor();
  });
});

describe("the settings of a number", () => {
  const edit = async (page: Page) => {
    await page.getByRole("tab", { name: "Edit" }).click();
  };

  it("are edited by hand, with their limits", async () => {
    const page = await open();
    await edit(page);
    await page.getByLabel("Welcome message").uncheck();
    await page.getByRole("button", { name: "Move prompt 2 up" }).click();
    expect(await focused(page)).toBe("Move prompt 1 down");
    await page.getByRole("button", { name: "Remove command 2" }).click();
    expect(await focused(page)).toBe("Add a command");
    await page.getByRole("button", { name: "Add a prompt" }).click();
    await page.keyboard.type("你".repeat(81));
    await page.getByText("81 of 80, too long").waitFor();
    await page.keyboard.press("Backspace");
    await page.getByText("80 of 80").waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    expect(emulator.numbers()[0]).toEqual({
      ...SUPPORT,
      enableWelcomeMessage: false,
      prompts: ["Talk to a person", "Where is my order?", "你".repeat(80)],
      commands: SUPPORT.commands.slice(0, 1),
    });
  });

  it("are not overwritten when somebody else has written them meanwhile, and the draft is not lost", async () => {
    const page = await open();
    await edit(page);
    await page.getByRole("textbox", { name: "Prompt 1" }).fill("Mine");
    emulator.setNumber({ ...SUPPORT, prompts: ["Theirs"] });
    await page.getByText("The number was written while you edited it.").waitFor();
    expect(await page.getByRole("button", { name: "Save" }).isDisabled()).toBe(true);
    await page.getByRole("link", { name: EMPTY.phoneNumber }).click();
    await page.getByRole("link", { name: SUPPORT.phoneNumber }).click();
    expect(await page.getByRole("textbox", { name: "Prompt 1" }).inputValue()).toBe("Mine");
    await page.getByRole("button", { name: "Keep my texts" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved", { exact: true }).waitFor();
    expect(emulator.numbers()[0]?.prompts).toEqual(["Mine", "Talk to a person"]);
    await page.getByRole("textbox", { name: "Prompt 1" }).fill("Again");
    emulator.setNumber({ ...SUPPORT, prompts: ["Theirs"] });
    await page.getByRole("button", { name: "Take what was written" }).click();
    expect(await page.getByRole("textbox", { name: "Prompt 1" }).inputValue()).toBe("Theirs");
  });

  it("are copied as a program", async () => {
    const page = await openPage({ permissions: ["clipboard-read", "clipboard-write"] });
    await open(SUPPORT.phoneNumber, page);
    await page.getByRole("tab", { name: "Program" }).click();
    await page.getByRole("button", { name: "YAML", exact: true }).click();
    await page.getByRole("button", { name: "Copy YAML" }).click();
    await page.getByText("Copied").waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("    type: cams:ConversationalAutomation\n");
    expect(copied).toBe(await page.getByRole("region", { name: "The number in YAML" }).innerText());
  });
});

describe("the calls", () => {
  const row = (page: Page) => page.getByRole("table").getByRole("row").nth(1);
  const write = (phoneNumber: string) =>
    call(emulator.endpoint, UPDATE, { CustSpaceId: SPACE, PhoneNumber: phoneNumber }).catch(() => undefined);

  it("are listed with operation, number and outcome as they arrive, and stand still while paused", async () => {
    const page = await open();
    await write("8613000000001");
    await row(page).getByText("200 OK").waitFor();
    expect(await row(page).innerText()).toMatch(/UpdateConversationalAutomation\s+8613000000001/);
    await page.getByRole("button", { name: "Pause" }).click();
    await write("8613000000002");
    await page.getByText("paused, 1 more since").waitFor();
    expect(await row(page).innerText()).toContain("8613000000001");
    await page.getByRole("button", { name: "Pause" }).click();
    await row(page).getByText("8613000000002").waitFor();
  });

  it("are summed up for screen readers every five seconds at most", async () => {
    const page = await openPage();
    await page.clock.install();
    await open(undefined, page);
    await write("8613000000001");
    await write("8613000000001");
    await row(page).getByText("200 OK").waitFor();
    const summary = page.getByText("2 new calls, 0 throttled");
    expect(await summary.count()).toBe(0);
    await page.clock.fastForward(5_000);
    await summary.waitFor();
  });

  it("are drawn against the limit, admitted and throttled ones apart", async () => {
    const page = await open();
    for (let index = 0; index < 7; index += 1) await write("8613000000001");
    await page.getByText("Highest in any second: 5. Admitted: 5. Throttled: 2.").waitFor();
    expect(await page.locator(".chart .admitted").count()).toBe(5);
    expect(await page.locator(".chart .throttled").count()).toBe(2);
    await row(page).getByText("throttled: 400 Throttling.User").waitFor();
  });

  it("meet a fault that is switched on, once or until it is switched off", async () => {
    const page = await open();
    await page.getByRole("tab", { name: "Faults" }).click();
    const fault = page.getByRole("switch", { name: "internal-error" });
    await fault.click();
    await page.getByText("next call", { exact: true }).waitFor();
    await write("8613000000001");
    await page.getByRole("tab", { name: "Faults", exact: true }).waitFor();
    expect(await fault.isChecked()).toBe(false);
    await page.getByLabel("every call until it is switched off").check();
    await page.getByRole("switch", { name: "reset Connection" }).click();
    await page.getByText("until switched off", { exact: true }).waitFor();
    await write("8613000000001");
    await write("8613000000001");
    await page.getByRole("switch", { name: "reset Connection" }).click();
    await page.getByRole("tab", { name: "Faults", exact: true }).waitFor();
    await page.getByRole("tab", { name: "Calls" }).click();
    await row(page).getByText("connection broken (fault reset)").waitFor();
    await page.getByText("500 InternalError (fault internal-error)").waitFor();
    expect(emulator.requests().map(({ fault: met }) => met)).toEqual(["internal-error", "reset", "reset"]);
  });

  it("show faults that a test has posted, and let them be removed", async () => {
    emulator.fail({ fault: "reset", chance: 0.02, times: 1000, operation: UPDATE });
    const page = await open();
    await page.getByRole("tab", { name: "Faults (1 on)" }).click();
    await page.getByText(`reset next 1000 calls, ${UPDATE}, 2 % of the calls`).waitFor();
    await page.getByRole("button", { name: "Remove reset" }).click();
    await page.getByRole("tab", { name: "Faults", exact: true }).waitFor();
  });
});

describe("the page", () => {
  it("shows what tenants wrote as text, and asks nobody but the emulator", async () => {
    const hostile = '<img src="https://evil.example/x" onerror="document.title=1"><script>document.title=2</script>';
    const commands = [{ commandName: "a", commandDescription: hostile }];
    emulator.setNumber({ ...SUPPORT, prompts: [hostile, "a\u202Eb"], commands });
    emulator.setNumber({ custSpaceId: hostile, phoneNumber: hostile });
    await call(emulator.endpoint, hostile.replace(/[^\x20-\x7e]/g, ""), { CustSpaceId: SPACE, PhoneNumber: hostile });
    const requests: Request[] = [];
    const problems: string[] = [];
    const page = await openPage();
    page.on("request", (request) => requests.push(request));
    page.on("console", (entry) => problems.push(entry.text()));
    page.on("pageerror", (error) => problems.push(error.message));
    await open(undefined, page);
    expect(await prompts(page)).toEqual([hostile, expect.stringContaining("U+202E")]);
    await message(page).fill("/");
    expect(await options(page)).toEqual([`/a ${hostile}`]);
    for (const tab of ["Edit", "Program", "Faults"]) await page.getByRole("tab", { name: tab }).click();
    expect(await page.locator("img, #app script").count()).toBe(0);
    expect(await page.title()).toBe("pulumi-cams emulator");
    expect(requests.filter((request) => new URL(request.url()).host !== emulator.endpoint)).toEqual([]);
    expect(problems).toEqual([]);
  });

  it("weighs less than 100 KB", async () => {
    const sizes: Promise<number>[] = [];
    const page = await openPage();
    page.on("response", (response) => {
      if (!response.url().endsWith("/events")) sizes.push(response.body().then(({ length }) => length));
    });
    await open(undefined, page);
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(30_000);
    expect(total).toBeLessThan(100_000);
  });

  it("says when the emulator is gone, and goes on when it is back", async () => {
    const page = await open();
    await emulator.close();
    await page.getByText("Disconnected.").waitFor();
    emulator = await startEmulator({ port: emulator.port, numbers: [{ ...SUPPORT, prompts: ["Back"] }] });
    await page.getByRole("button", { name: "Back" }).waitFor({ timeout: 20_000 });
    await page.getByRole("status").getByText("Live").waitFor();
  });

  it("closes the stream while it is hidden", async () => {
    const page = await open();
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { value: true, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    emulator.setNumber({ ...SUPPORT, prompts: ["Unseen"] });
    await call(emulator.endpoint, UPDATE);
    await until(() => emulator.requests().length === 1);
    expect(await prompts(page)).toEqual(SUPPORT.prompts);
    await page.evaluate(() => {
      Object.defineProperty(document, "hidden", { value: false, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    });
    await page.getByRole("button", { name: "Unseen" }).waitFor();
  });
});
