import { describe, expect, it } from "@jest/globals";
import { DeclaredNumbers } from "../../native/declared-numbers.js";

const FLEET = "urn:pulumi:test::project::cams:index:ConversationalAutomationFleet";
const IN_FLEET = `${FLEET}$cams:index:ConversationalAutomation::fleet-8613000000001`;
const ALONE = "urn:pulumi:test::project::cams:index:ConversationalAutomation::support";
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

describe("the numbers that a program declares", () => {
  it("are all those of its fleets, and the others by now, each once", () => {
    const declared = new DeclaredNumbers();
    declared.addFleet({ numbers: { "8613000000001": "english", "8613000000002": "english" } });
    declared.addFleet({ numbers: { ...SECRET, value: [{ phoneNumber: "8613000000003", profile: "english" }] } });
    for (const urn of [IN_FLEET, ALONE, ALONE]) declared.addResource(urn);
    expect(declared.total).toBe(4);
  });

  it("are not known without a fleet, or before its numbers are", () => {
    const declared = new DeclaredNumbers();
    declared.addResource(ALONE);
    declared.addFleet({ numbers: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" });
    declared.addFleet({});
    expect(declared.total).toBe(0);
  });
});
