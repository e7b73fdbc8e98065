import { describe, expect, it } from "@jest/globals";
import { addressOf, numberAt } from "../../page/numbers/address.js";
import { findNumbers } from "../../page/numbers/find-numbers.js";
import { findCommands } from "../../page/phone/find-commands.js";

const named = (phoneNumber: string, prompt: string, commandName: string) => ({
  custSpaceId: "cams-Ä",
  phoneNumber,
  enableWelcomeMessage: false,
  prompts: [prompt],
  commands: [{ commandName, commandDescription: "Track an order" }],
});
const NUMBERS = [named("8613000000001", "Where is it?", "order"), named("8613000000002", "你好", "Orbit")];

describe("the search for numbers", () => {
  it.each([
    ["", ["8613000000001", "8613000000002"]],
    ["  ", ["8613000000001", "8613000000002"]],
    ["+8613000000002", ["8613000000002"]],
    ["0001", ["8613000000001"]],
    ["CAMS-ä track", ["8613000000001", "8613000000002"]],
    ["你好 /orbit", ["8613000000002"]],
    ["where nothing", []],
  ])("finds by %j", (query, found) => {
    expect(findNumbers(NUMBERS, query).map(({ phoneNumber }) => phoneNumber)).toEqual(found);
  });
});

describe("the address of a number", () => {
  it("is short where it can be, and holds any text", () => {
    expect(addressOf({ custSpaceId: "cams-1", phoneNumber: "8613000000000" })).toBe("#cams-1/8613000000000");
    const odd = { custSpaceId: "a/b #%", phoneNumber: "你<" };
    expect(numberAt(addressOf(odd))).toEqual(odd);
  });

  it.each(["", "#", "#cams-1", "#cams-1/", "#a/b/c", "#%E0/1"])("is none: %j", (address) => {
    expect(numberAt(address)).toBeUndefined();
  });
});

describe("the menu of commands", () => {
  const commands = NUMBERS.flatMap((number) => number.commands);
  const found = (text: string) => findCommands(commands, text)?.map(({ commandName }) => commandName);

  it("shows all at a slash, and those that begin with what follows", () => {
    expect(found("/")).toEqual(["order", "Orbit"]);
    expect(found("/or")).toEqual(["order", "Orbit"]);
    expect(found("/ORD")).toEqual(["order"]);
    expect(found("/x")).toEqual([]);
  });

  it("is closed by any other text, and after the command", () => {
    for (const text of ["", "or", " /or", "/order ", "/order 12"]) expect(found(text)).toBeUndefined();
  });
});
