import { describe, expect, it } from "@jest/globals";
import { detailedDiff } from "../../native/detailed-diff.js";

const ORDER = { commandName: "order", commandDescription: "Track an order" };

describe("the detailed diff", () => {
  it.each<[string, object, object, object]>([
    ["an element", { prompts: ["a", "b"] }, { prompts: ["a", "c"] }, { "prompts[1]": "update" }],
    ["an added element", { prompts: ["a"] }, { prompts: ["a", "b"] }, { "prompts[1]": "add" }],
    [
      "removed elements",
      { prompts: ["a", "b", "c"] },
      { prompts: ["a"] },
      { "prompts[1]": "delete", "prompts[2]": "delete" },
    ],
    [
      "a property of an element",
      { commands: [ORDER] },
      { commands: [{ ...ORDER, commandName: "orders" }] },
      { "commands[0].commandName": "update" },
    ],
    ["a switch", { enableWelcomeMessage: false }, { enableWelcomeMessage: true }, { enableWelcomeMessage: "update" }],
    ["a list that is not known yet", { prompts: ["a"] }, { prompts: "unknown" }, { prompts: "update" }],
    ["nothing", { prompts: ["a"], onDelete: "reset" }, { prompts: ["a"], onDelete: "reset" }, {}],
  ])("names %s", (_, before, after, changes) => {
    expect(Object.fromEntries(detailedDiff({ ...before }, { ...after }))).toEqual(changes);
  });
});
