import { describe, expect, it } from "@jest/globals";
import { ProfileProblem } from "../../../api/credentials/profile-problem.js";
import { requireWholeSection, sectionsIn } from "../../../api/credentials/sdk-file.js";

const complete = ["[prod]", "type = access_key", "access_key_id = id", "access_key_secret = secret"];

/** The sections of a file with one complete profile, followed by `lines`. */
function sections(...lines: string[]) {
  return sectionsIn([...complete, ...lines].join("\n"));
}

describe("the SDKs' file", () => {
  it("is read section by section", () => {
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
  ])("uses the last value of a field, even when it is empty: %j", (line) => {
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
  ])("keeps quoted and escaped values, and keeps sections apart: %j", (line) => {
    expect(() => {
      requireWholeSection("prod", sections(line), "file");
    }).not.toThrow();
  });

  it.each([
    ["type", ["access_key_id = id"]],
    ["access_key_id", ["type = access_key", "access_key_secret = secret"]],
    ["role_arn", ["type = ram_role_arn", "access_key_id = id", "access_key_secret = secret"]],
    ["access_key_secret", ["type = ram_role_arn", "access_key_id = id", "role_arn = role"]],
  ])("is refused when a profile has no %s", (field, lines) => {
    expect(() => {
      requireWholeSection("half", sections("[half]", ...lines), "file");
    }).toThrow(new ProfileProblem(`The profile "half" of file has no ${field}`));
  });

  it.each([
    ['note = it\'s "quoted" in the middle', `it's "quoted" in the middle`],
    [`note = ''twice`, "twice"],
    [`note = 'one' and "two" more`, `one' and "two" more`],
    ["note = [other]", "[other]"],
    ['note = a "b"', 'a "b'],
    ['note =  "b;c"', "b;c"],
    ["note = a=b", "a=b"],
    ["note = null", ""],
    ["note = nullable", "nullable"],
  ])("has values without the quotes around them: %j", (line, note) => {
    expect(sections(line, "[other] is no section").get("prod")).toMatchObject({ note, access_key_id: "id" });
    expect([...sections(line, "[other] is no section").keys()]).toEqual(["prod"]);
  });

  it.each(["x[other]", "=type=ecs_ram_role", "type"])(
    "does not read what is neither a section nor a value: %j",
    (line) => {
      expect([...sections(line)]).toEqual([...sections()]);
    },
  );

  it("needs no role name for an ECS instance, which knows its role", () => {
    expect(() => {
      requireWholeSection("ecs", sections("[ecs]", "type = ecs_ram_role"), "file");
    }).not.toThrow();
  });
});
