import { describe, expect, it } from "@jest/globals";
import { LiveOutput } from "../../../cli/command-line/live-output.js";
import { FakeClock } from "../../support/fake-clock.js";

function outputOn(stream: { isTTY?: boolean; columns?: number }): {
  output: LiveOutput;
  clock: FakeClock;
  written: () => string;
} {
  const clock = new FakeClock();
  let text = "";
  const output = new LiveOutput({ ...stream, write: (more) => (text += more) }, clock);
  return { output, clock, written: () => text };
}

describe("LiveOutput", () => {
  it("keeps one live line below the lines that stay on a terminal", () => {
    const { output, written } = outputOn({ isTTY: true });
    output.print("stays");
    output.showProgress("1 of 2");
    output.print("stays too");
    output.showProgress("2 of 2");
    output.clearProgress();
    output.clearProgress();
    output.print("last");
    const lines = ["\r\x1b[2Kstays\n", "\r\x1b[2K1 of 2", "\r\x1b[2Kstays too\n1 of 2", "\r\x1b[2K2 of 2", "\r\x1b[2K"];
    expect(written()).toBe(`${lines.join("")}\r\x1b[2Klast\n`);
  });

  it("wraps lines that stay at the width of the terminal", () => {
    const { output, written } = outputOn({ isTTY: true, columns: 10 });
    output.showProgress("1 of 2");
    output.print("stays, but is long");
    expect(written()).toBe("\r\x1b[2K1 of 2\r\x1b[2Kstays, but\nis long\n1 of 2");
  });

  it("shows control characters of a line as escapes", () => {
    const { output, written } = outputOn({});
    output.print("Skipped \u009b2J\n");
    expect(written()).toBe("Skipped \\u009b2J\\u000a\n");
  });

  it("writes a line every ten seconds elsewhere, until the progress is cleared", async () => {
    const { output, clock, written } = outputOn({});
    output.print("stays");
    output.showProgress("1 of 3");
    await clock.run(9_999);
    expect(written()).toBe("stays\n");
    output.showProgress("2 of 3");
    await clock.run(10_000);
    expect(written()).toBe("stays\n2 of 3\n");
    output.showProgress("3 of 3");
    await clock.run(20_000);
    output.clearProgress();
    await clock.run();
    expect(written()).toBe("stays\n2 of 3\n3 of 3\n");
  });
});
