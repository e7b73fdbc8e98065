import { describe, expect, it } from "@jest/globals";
import { ProfileProblem } from "../../../api/credentials/profile-problem.js";
import { requireWholeSection, sectionsIn } from "../../../api/credentials/sdk-file.js";

const whole = ["[prod]", "type = access_key", "access_key_id = id", "access_key_secret = secret"];

/** The sections of a whole one, with other lines behind it. */
function sections(...lines: string[]) {
  return sectionsIn([...whole, ...lines].join("\n"));
}

describe("the SDKs' file", () => {
  it("is read by its sections", () => {
    const other = ["", "# [comment]", "  ; access_key_id = x", "[other]", 'type="ecs_ram_role" ; why', "no value"];
    expect([...sections(...other)]).toEqual([
      ["prod", { type: "access_key", access_key_id: "id", access_key_secret: "secret" }],
      ["other", { type: "ecs_ram_role" }],
    ]);
  });

  it.each([
    "access_key_secret =",
    "access_key_secret = # secret",
    'access_key_secret = ""',
    "access_key_secret = '' ; secret",
    "access_key_secret = null",
    "access_key_secret = 'false'",
    '"access_key_secret" =',
    "[prod]\r\naccess_key_secret =\r\n",
  ])("takes the last value of a field, and nothing for nothing: %j", (line) => {
    expect(() => {
      requireWholeSection("prod", sections(line), "file");
    }).toThrow(new ProfileProblem('The profile "prod" of file has no access_key_secret'));
  });

  it.each([
    "access_key_secret = '#1'",
    'access_key_secret = ";1"',
    "access_key_secret = \\#1",
    "[other]\naccess_key_secret =",
    "[ prod ]\nunknown = 1",
  ])("has a value behind quotes and escapes, and in its own section: %j", (line) => {
    expect(() => {
      requireWholeSection("prod", sections(line), "file");
    }).not.toThrow();
  });

  it.each([
    ["type", ["access_key_id = id"]],
    ["access_key_id", ["type = access_key", "access_key_secret = secret"]],
    ["role_arn", ["type = ram_role_arn", "access_key_id = id", "access_key_secret = secret"]],
    ["access_key_secret", ["type = ram_role_arn", "access_key_id = id", "role_arn = role"]],
  ])("is refused without %s", (field, lines) => {
    expect(() => {
      requireWholeSection("half", sections("[half]", ...lines), "file");
    }).toThrow(new ProfileProblem(`The profile "half" of file has no ${field}`));
  });

  it("needs no role's name for an ECS instance, which knows its role", () => {
    expect(() => {
      requireWholeSection("ecs", sections("[ecs]", "type = ecs_ram_role"), "file");
    }).not.toThrow();
  });
});
