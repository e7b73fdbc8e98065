import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { ok, problem, unknown, type Check } from "../../../cli/doctor/check-result.js";
import { report } from "../../../cli/doctor/report.js";

const CHECKS = [
  ok("endpoint", "127.0.0.1:1 answers as the service"),
  problem("UpdateConversationalAutomation", "NoPermission (HTTP 403).", "Grant the RAM action."),
  unknown("clock", "endpoint"),
];

/** The lines of the checks, without the verdict. */
function linesOf(checks: readonly Check[], width = 100): string[] {
  return (report(checks, width, false).split("\n\n")[0] ?? "").split("\n");
}

describe("report", () => {
  it("formats one line per check, with the cure below a problem, and ends with the verdict", () => {
    expect(report(CHECKS, 100, false)).toBe(
      [
        "ok       endpoint                        127.0.0.1:1 answers as the service",
        "problem  UpdateConversationalAutomation  NoPermission (HTTP 403).",
        "         Grant the RAM action.",
        "unknown  clock                           not checked: fix the endpoint first",
        "",
        "1 problem: UpdateConversationalAutomation. Fix it, and run this again.",
        "",
      ].join("\n"),
    );
  });

  it("wraps what was found beside its name if two lines are enough, and else below it", () => {
    const found = "NoPermission: You are not authorized to perform this operation (HTTP 403, request 1-2-3).";
    const cure = "Grant the RAM action cams:GetConversationalAutomation on the resource *.";
    expect(
      linesOf(
        [ok("endpoint", "127.0.0.1:1 (cams:endpoint) answers as the service"), problem("clock", found, cure)],
        70,
      ),
    ).toEqual([
      "ok       endpoint                        127.0.0.1:1 (cams:endpoint)",
      "                                         answers as the service",
      "problem  clock",
      "         NoPermission: You are not authorized to perform this",
      "         operation (HTTP 403, request 1-2-3).",
      "         Grant the RAM action cams:GetConversationalAutomation on the",
      "         resource *.",
    ]);
  });

  it("lists the numbers of a space, with what the service says about each and whether the stack manages it", () => {
    const details = { status: "CONNECTED", qualityRating: "GREEN" };
    const numbers = [
      { phoneNumber: "8613000000000", ...details, verifiedName: "Example", inSpace: true, inStack: true },
      { phoneNumber: "8613000000001", inSpace: true, inStack: false },
      { phoneNumber: "8613000000002", inSpace: false, inStack: true },
    ];
    expect(linesOf([{ ...ok("space", "cams-1 has 2 numbers."), numbers }])).toEqual([
      "ok       space                           cams-1 has 2 numbers.",
      '         8613000000000    in the stack      CONNECTED, GREEN, "Example"',
      "         8613000000001    not in the stack",
      "         8613000000002    not in the space",
    ]);
    const alone = [{ phoneNumber: "8613000000000", ...details, inSpace: true }];
    expect(linesOf([{ ...ok("space", "cams-1 has 1 number."), numbers: alone }])[1]).toBe(
      "         8613000000000    CONNECTED, GREEN",
    );
  });

  it("shows control characters of what was found, and of the cure, as escapes", () => {
    expect(linesOf([problem("credentials", "su\u009bpport", "\u001b[2J")])).toEqual([
      "problem  credentials                     su\\u009bpport",
      "         \\u001b[2J",
    ]);
    expect(linesOf([ok("endpoint", "\u009b31m")])).toEqual([expect.stringContaining("\\u009b31m")]);
  });

  it("colors only the status", () => {
    const colored = report(CHECKS, 100, true);
    expect(colored).toContain("\u001B[32mok     \u001B[0m  endpoint");
    expect(colored).toContain("\u001B[31mproblem\u001B[0m  Update");
    expect(colored).toContain("\u001B[33munknown\u001B[0m  clock");
    expect(stripVTControlCharacters(colored)).toBe(report(CHECKS, 100, false));
  });
});

describe("the verdict", () => {
  const lastLine = (...checks: Check[]) => report(checks, 1000, false).split("\n").at(-2);
  const fine = [ok("configuration", "the selected stack"), ok("state", "2 numbers, no pending operations")];

  it("names the next step if there is no problem", () => {
    expect(lastLine(...fine)).toBe("Everything works. Next: `pulumi preview`.");
    expect(lastLine(ok("configuration", "the environment"))).toBe(
      "Everything works here. Next: run this in a project's folder with a selected stack, to check its settings too.",
    );
  });

  it("names the first problem", () => {
    const problems = [problem("credentials", "", ""), problem("space", "", "")];
    expect(lastLine(...fine, ...problems)).toBe("2 problems. Fix the first (credentials), and run this again.");
    expect(lastLine(...fine, problems[1] ?? unknown("space", "clock"))).toBe(
      "1 problem: space. Fix it, and run this again.",
    );
  });
});
