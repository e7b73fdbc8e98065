import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { CamsError } from "../../../api/index.js";
import { findNumbers } from "../../../cli/adopt/find-numbers.js";
import { KeptReads } from "../../../cli/adopt/kept-reads.js";
import { makeFolder } from "../../support/cli.js";
import { EMPTY } from "../../support/service.js";

/** Finds numbers in a space that lists some numbers, of which the service only knows those that start with 1. */
async function find(phoneNumbers: readonly string[], listed: readonly string[] = []) {
  const printed: string[] = [];
  const found = findNumbers(phoneNumbers, {
    client: {
      queryChatappPhoneNumbers: () => Promise.resolve(listed.map((phoneNumber) => ({ phoneNumber }))),
      getConversationalAutomation: ({ phoneNumber }) =>
        phoneNumber.startsWith("1") ? Promise.resolve(EMPTY) : Promise.reject(new CamsError("phone-number")),
    },
    custSpaceId: "cams-1",
    kept: new KeptReads(join(makeFolder(), "kept"), { endpoint: "127.0.0.1:1", custSpaceId: "cams-1" }),
    output: { print: (line) => printed.push(line), showProgress: () => undefined },
  });
  return { numbers: (await found).map(({ phoneNumber }) => phoneNumber), printed };
}

describe("findNumbers", () => {
  it("skips a number that the service does not know, and reports it", async () => {
    expect(await find(["100000", "999999"])).toEqual({
      numbers: ["100000"],
      printed: [expect.stringMatching(/^Skipped 999999\. .*The service does not know the number/)],
    });
  });

  it("skips a listed number that no resource can manage, and reports it", async () => {
    expect(await find([], ["100000", "0049 30"])).toEqual({
      numbers: ["100000"],
      printed: [
        expect.stringContaining('Skipped "0049 30", which no resource can manage: Expected the country code first'),
      ],
    });
  });

  it("fails if every number was skipped", async () => {
    await expect(find(["999999"])).rejects.toThrow(
      new Error("There is nothing to adopt: the service knows none of these numbers."),
    );
  });

  it("fails for a space without numbers", async () => {
    await expect(find([])).rejects.toThrow(
      new Error(
        "The space cams-1 has no numbers. Check --space, and whether the credentials belong to the right account.",
      ),
    );
  });
});
