import { describe, expect, it } from "@jest/globals";
import { nameProfiles, nameResource } from "../../../cli/adopt/names.js";
import type { Group } from "../../../cli/adopt/found-number.js";
import type { Settings } from "../../../api/index.js";
import { found } from "./found-numbers.js";

/** Two numbers with equal settings and a display name each. */
function group(settings: Partial<Settings>, first?: string, second = first): Group {
  return [found("100001", settings, first), found("100002", settings, second)];
}

const commands = (...names: string[]): Partial<Settings> => ({
  commands: names.map((commandName) => ({ commandName, commandDescription: "Does it" })),
});
const prompts = (...texts: string[]): Partial<Settings> => ({ prompts: texts });

describe("nameProfiles", () => {
  it.each([
    ["its display name", [group(commands("order"), "ACME Support")], ["acmeSupport"]],
    ["a display name with accents and signs", [group(commands("order"), "Café Olé's (DE)")], ["cafeOlesDe"]],
    ["a display name that begins with digits", [group(commands("order"), "24/7 Help")], ["help"]],
    ["its first command if the display names differ", [group(commands("order"), "A", "B")], ["order"]],
    ["its first command if a number has no display name", [group(commands("order"), undefined, "A")], ["order"]],
    ["its first command if the display name has no ASCII letters", [group(commands("order"), "客服")], ["order"]],
    [
      "its first command if the display name is taken",
      [group(commands("help"), "ACME"), group(commands("track_order", "help"), "ACME")],
      ["acme", "trackOrder"],
    ],
    ["a number if it has neither", [group(prompts("Order")), group(prompts("客服"), "客服")], ["profile1", "profile2"]],
    [
      "a number if both names are taken",
      [group(commands("order"), "ACME"), group(commands("order")), group(commands("order"), "ACME")],
      ["acme", "order", "profile1"],
    ],
    ["the next free number", [group(commands("profile1")), group(prompts("?"))], ["profile1", "profile2"]],
    ["`none` if it was never configured", [group({}, "ACME"), group(commands("none"))], ["none", "profile1"]],
  ])("names a group after %s", (_, groups, names) => {
    expect(nameProfiles(groups)).toEqual(groups.map((one, index) => [names[index], one]));
  });
});

describe("nameResource", () => {
  it.each([
    ["ACME Support", "acmeSupport-8613000000001"],
    ["客服", "8613000000001"],
    [undefined, "8613000000001"],
  ])("joins the display name %j and the number", (displayName, name) => {
    expect(nameResource(found("8613000000001", {}, displayName))).toBe(name);
  });
});
