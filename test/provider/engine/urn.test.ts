import { expect, it } from "@jest/globals";
import { nameIn } from "../../../provider/engine/urn.js";

it("finds a resource's name in its URN, whatever the name holds", () => {
  const type = "cams:index:ConversationalAutomation";
  expect(nameIn(`urn:pulumi:dev::shop::${type}::support`)).toBe("support");
  expect(nameIn(`urn:pulumi:dev::shop::fleet$${type}::a::b`)).toBe("a::b");
});
