import { describe, expect, it } from "@jest/globals";
import { open, seal } from "../../native/envelopes.js";
import { UNKNOWN } from "../../settings/unknown.js";

const SIGNATURE = "4dabf18193072939515e22adb298388d";

function secret(value: unknown) {
  return { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value };
}

function output(fields: object) {
  return { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", dependencies: [], ...fields };
}

describe("the engine's envelopes", () => {
  it("are opened at any depth, and the properties that hold a secret are named", () => {
    const sent = {
      custSpaceId: output({ value: "cams-1" }),
      prompts: ["Hello", secret("Bye"), output({ value: "Known", secret: true })],
      commands: [{ commandName: "order", commandDescription: secret(output({ value: "Track" })) }],
      onDelete: secret("retain"),
      enableWelcomeMessage: false,
      phoneNumber: null,
    };
    expect(open(sent)).toEqual({
      values: {
        custSpaceId: "cams-1",
        prompts: ["Hello", "Bye", "Known"],
        commands: [{ commandName: "order", commandDescription: "Track" }],
        onDelete: "retain",
        enableWelcomeMessage: false,
        phoneNumber: null,
      },
      secrets: new Set(["prompts", "commands", "onDelete"]),
    });
  });

  it("show what is not known yet, with or without an envelope", () => {
    expect(open({ a: output({}), b: [output({ secret: true })], c: UNKNOWN })).toEqual({
      values: { a: UNKNOWN, b: [UNKNOWN], c: UNKNOWN },
      secrets: new Set(["b"]),
    });
  });

  it("are put around whole properties, and properties without a value are left out", () => {
    expect(
      seal({ prompts: ["Hello"], requestId: "R-1", previousSettings: undefined }, new Set(["prompts", "other"])),
    ).toEqual({ prompts: secret(["Hello"]), requestId: "R-1" });
  });
});
