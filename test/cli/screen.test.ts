import { describe, expect, it } from "@jest/globals";
import { Screen } from "../../cli/screen.js";
import { FakeClock } from "../support/fake-clock.js";

function screenOn(stream: { isTTY?: boolean }): { screen: Screen; clock: FakeClock; written: () => string } {
  const clock = new FakeClock();
  let text = "";
  const screen = new Screen({ ...stream, write: (more) => (text += more) }, clock);
  return { screen, clock, written: () => text };
}

describe("a screen", () => {
  it("shows on a terminal one line that changes, below the lines that stay", () => {
    const { screen, written } = screenOn({ isTTY: true });
    screen.say("stays");
    screen.show("1 of 2");
    screen.say("stays too");
    screen.show("2 of 2");
    screen.clear();
    screen.clear();
    screen.say("last");
    const lines = ["\r\x1b[2Kstays\n", "\r\x1b[2K1 of 2", "\r\x1b[2Kstays too\n1 of 2", "\r\x1b[2K2 of 2", "\r\x1b[2K"];
    expect(written()).toBe(`${lines.join("")}\r\x1b[2Klast\n`);
  });

  it("writes elsewhere a line each ten seconds, until there is no more to show", async () => {
    const { screen, clock, written } = screenOn({});
    screen.say("stays");
    screen.show("1 of 3");
    await clock.run(9_999);
    expect(written()).toBe("stays\n");
    screen.show("2 of 3");
    await clock.run(10_000);
    expect(written()).toBe("stays\n2 of 3\n");
    screen.show("3 of 3");
    await clock.run(20_000);
    screen.clear();
    await clock.run();
    expect(written()).toBe("stays\n2 of 3\n3 of 3\n");
  });
});
