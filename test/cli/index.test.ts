import { describe, expect, it } from "@jest/globals";
import { makeFolder, startCli } from "../support/cli.js";

describe("pulumi-cams, if a command fails,", () => {
  it.each([
    [["\u009b31m"], 'Unknown command "\\u009b31m".'],
    [["adopt", "\u009d0;title\u0007"], "Unexpected argument '\\u009d0;title\\u0007'."],
    [["adopt", "--space", "--force"], "Did you forget to specify the option argument for '--space'? To specify"],
  ])("prints no control character of the arguments %j, and one line", async (args, message) => {
    const { status, stderr } = await startCli(makeFolder(), args).ended;
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    expect(stderr.split("\n")).toHaveLength(3);
  });
});
