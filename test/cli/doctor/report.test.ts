import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { ok, problem, unknown } from "../../../cli/doctor/check-result.js";
import { report } from "../../../cli/doctor/report.js";

const CHECKS = [
  ok("endpoint", "127.0.0.1:1 answers as the service"),
  problem("UpdateConversationalAutomation", "NoPermission (HTTP 403).", "Grant the RAM action."),
  unknown("clock", "endpoint"),
];

describe("report", () => {
  it("formats one line per check, with the cure below a problem", () => {
    expect(report(CHECKS, false)).toBe(
      [
        "ok       endpoint                        127.0.0.1:1 answers as the service",
        "problem  UpdateConversationalAutomation  NoPermission (HTTP 403).",
        "         Grant the RAM action.",
        "unknown  clock                           not checked: fix the endpoint first",
        "",
      ].join("\n"),
    );
  });

  it("shows control characters of what was found, and of the cure, as escapes", () => {
    expect(report([problem("credentials", "su\u009bpport", "\u001b[2J")], false)).toBe(
      "problem  credentials                     su\\u009bpport\n         \\u001b[2J\n",
    );
    expect(report([ok("endpoint", "\u009b31m")], false)).toContain("\\u009b31m\n");
  });

  it("colors only the status", () => {
    const colored = report(CHECKS, true);
    expect(colored).toContain("\u001B[32mok     \u001B[0m  endpoint");
    expect(colored).toContain("\u001B[31mproblem\u001B[0m  Update");
    expect(colored).toContain("\u001B[33munknown\u001B[0m  clock");
    expect(stripVTControlCharacters(colored)).toBe(report(CHECKS, false));
  });
});
