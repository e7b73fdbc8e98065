import { describe, expect, it } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { wellFormed } from "../../sdk/well-formed.js";
import { valueOf } from "../support/registrations.js";

const BROKEN = "Bye \ud83d";

describe("text that is checked before it is sent", () => {
  it("stays as it is, with everything around it", () => {
    const map = new Map([["a", BROKEN]]);
    const value = { prompts: ["Hello 👋", null, undefined, 1], commands: [{ commandName: "a" }], map };
    expect(wellFormed(value, "It", "value")).toEqual(value);
  });

  it("is refused within a promise once it is known, with its place", async () => {
    const value = { commands: Promise.resolve([{ commandName: Promise.resolve(BROKEN) }]) };
    const { commands } = wellFormed(value, "It", "value") as { commands: Promise<[{ commandName: Promise<string> }]> };
    const [{ commandName }] = await commands;
    await expect(commandName).rejects.toThrow(
      new pulumi.RunError(
        "It: value.commands[0].commandName: Expected well-formed Unicode text, found half of a surrogate pair.",
      ),
    );
  });

  it("stays secret, and an output", async () => {
    const checked = wellFormed(pulumi.secret(["Hello"]), "It", "value") as pulumi.Output<string[]>;
    expect(await valueOf(checked)).toEqual(["Hello"]);
    expect(await pulumi.isSecret(checked)).toBe(true);
  });
});
