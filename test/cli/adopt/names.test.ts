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
    ["its first command where the display names differ", [group(commands("order"), "A", "B")], ["order"]],
    ["its first command where a number has no display name", [group(commands("order"), undefined, "A")], ["order"]],
    ["its first command where the display name has no letters of ours", [group(commands("order"), "客服")], ["order"]],
    [
      "its first command where another group has the display name",
      [group(commands("track_order", "help"), "ACME"), group(commands("trackReturn"), "ACME")],
      ["trackOrder", "trackReturn"],
    ],
    ["three words of its first prompt", [group(prompts("Where's my order, please?"))], ["wheresMyOrder"]],
    ["its first prompt in English letters", [group(prompts("¿Dónde?", "42", "Opening hours"))], ["openingHours"]],
    [
      "its language, or its script, where the letters tell",
      ["人工服务", "ご注文", "주문 조회", "بحث", "Где заказ?"].map((text) =>
        group({ ...commands("order"), ...prompts(text) }),
      ),
      ["chinese", "japanese", "korean", "arabic", "cyrillic"],
    ],
    [
      "the next best where its language is taken",
      [group(prompts("人工服务")), group({ ...prompts("包裹"), ...commands("parcel") })],
      ["chinese", "parcel"],
    ],
    ["a number where nothing else is there", [group(prompts("!")), group(prompts("?"))], ["profile1", "profile2"]],
    [
      "the next best where a name is taken",
      [group(commands("order")), group({ ...commands("order"), ...prompts("Talk to us") }), group(commands("order"))],
      ["order", "talkToUs", "profile1"],
    ],
    ["a number that is not taken", [group(commands("profile1")), group(prompts("?"))], ["profile1", "profile2"]],
    ["`none`, when it was never configured", [group({}, "ACME"), group(commands("none"))], ["none", "profile1"]],
  ])("names a group after %s", (_, groups, names) => {
    expect(nameProfiles(groups)).toEqual(groups.map((one, index) => [names[index], one]));
  });
});

describe("nameResource", () => {
  it.each([
    ["ACME Support", "acmeSupport-8613000000001"],
    ["客服", "8613000000001"],
    [undefined, "8613000000001"],
  ])("takes the display name %j and the number", (displayName, name) => {
    expect(nameResource(found("8613000000001", {}, displayName))).toBe(name);
  });
});
