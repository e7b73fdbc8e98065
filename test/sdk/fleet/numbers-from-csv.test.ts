import { describe, expect, it } from "@jest/globals";
import { RunError } from "@pulumi/pulumi";
import { numbersFromCsv } from "../../../sdk/index.js";

const HEADER = "phoneNumber,profile,enableWelcomeMessage,prompt1,prompt2,prompt3,prompt4";
const GERMAN = { phoneNumber: "4930000000", profile: "german", line: 2 };

/** The message with which a text is refused. */
function refusalOf(text: string): string {
  try {
    numbersFromCsv(text);
  } catch (error) {
    expect(error).toBeInstanceOf(RunError);
    return (error as Error).message;
  }
  throw new Error("The text was not refused.");
}

describe("the numbers of a spreadsheet", () => {
  it("have their lines, their profiles and what they override", () => {
    const lines = [
      HEADER,
      "4930000000,german,,,,,",
      "442000000000,english,TRUE,Opening hours,,Talk to a person,",
      "442000000001,english,false",
    ];
    expect(numbersFromCsv(lines.join("\r\n"))).toEqual([
      GERMAN,
      {
        phoneNumber: "442000000000",
        profile: "english",
        line: 3,
        enableWelcomeMessage: true,
        prompts: ["Opening hours", "Talk to a person"],
      },
      { phoneNumber: "442000000001", profile: "english", line: 4, enableWelcomeMessage: false },
    ]);
  });

  it.each([
    ["commas", "phoneNumber,profile\n4930000000,german\n"],
    ["semicolons", "phoneNumber;profile\n4930000000;german\n"],
    ["tabs", "phoneNumber\tprofile\n4930000000\tgerman\n"],
    ["a byte-order mark", "\ufeffphoneNumber,profile\n4930000000,german\n"],
    ["quotation marks", '"phoneNumber","profile"\n"4930000000","german"\n'],
    ["old line ends", "phoneNumber,profile\r4930000000,german\r"],
    ["spaces around cells", " phoneNumber , profile \n 4930000000 , german \n"],
    ["other spellings of the columns", "Phone number,PROFILE\n4930000000,german\n"],
    ["the columns in another order", "profile,prompt-1,phone_number\ngerman,,4930000000\n"],
    ["empty columns at the end", "phoneNumber,profile,,\n4930000000,german,,\n"],
    ["empty lines at the end", "phoneNumber,profile\n4930000000,german\n\n,\n,,\n"],
    ["a plus sign, spaces and punctuation in numbers", "phoneNumber,profile\n+49 (30) 000-000,german\n"],
  ])("may be written with %s", (_, text) => {
    expect(numbersFromCsv(text)).toEqual([GERMAN]);
  });

  it("keep their lines after empty lines and after cells with line breaks", () => {
    const text = `\nphoneNumber,profile,prompt1\n\n4930000000,german,"Two\nlines"\n4930000001,german,\n`;
    expect(numbersFromCsv(text)).toEqual([
      { ...GERMAN, line: 4, prompts: ["Two\nlines"] },
      { ...GERMAN, phoneNumber: "4930000001", line: 6 },
    ]);
  });

  it("have no carriage returns in their prompts, which do not count as lines either", () => {
    const text = `phoneNumber,profile,prompt1\r\n4930000000,german,"Two\r\nlines"\r\n4930000001,german,\r\n`;
    expect(numbersFromCsv(text)).toEqual([
      { ...GERMAN, prompts: ["Two\nlines"] },
      { ...GERMAN, phoneNumber: "4930000001", line: 4 },
    ]);
  });

  it("keep what is wrong with them, for the fleet to tell", () => {
    const lines = ["phoneNumber,profile,enableWelcomeMessage", "4.42E+11,,maybe,x", "049,german"];
    expect(numbersFromCsv(lines.join("\n"))).toEqual([
      { phoneNumber: "4.42E+11", profile: "", line: 2, enableWelcomeMessage: "maybe", "cell without a column": ["x"] },
      { phoneNumber: "049", profile: "german", line: 3 },
    ]);
  });
});

it("a file that was not read as text is refused", () => {
  expect(refusalOf(Buffer.from("phoneNumber,profile") as unknown as string)).toBe(
    'The CSV cannot be read. Expected a text: read the file as "utf8".',
  );
});

describe("a text is refused", () => {
  const known = "Known columns: phoneNumber, profile, enableWelcomeMessage, prompt1, prompt2, prompt3, prompt4.";

  it.each([
    ["", `Its first line names the columns, and it has no column phoneNumber and no column profile. ${known}`],
    [
      "phone,profile,prompt1,prompt1,prompt5\n4930000000,german",
      'Its first line names the columns, and it has no column phoneNumber; it has the unknown column "phone" and the ' +
        `unknown column "prompt5"; it has the column prompt1 twice. ${known}`,
    ],
    [
      "4930000000,german,planted",
      `Its first line names the columns, and it has no column phoneNumber and no column profile. ${known}`,
    ],
    ["p\0h\0o\0n\0e\0", 'It is not in UTF-8. In Excel, save it as "CSV UTF-8".'],
    ["phoneNumber,profile\n4930000000,fran\ufffdais", 'It is not in UTF-8. In Excel, save it as "CSV UTF-8".'],
    [
      'phoneNumber,profile,prompt1\n4930000000,german,"Two\nlines"\n4930000001,german,"planted\n4930000002,german,\n',
      "The quotation mark of a cell that begins on line 4 is missing at its end.",
    ],
    ...['pla"nted', '"pla"nted'].map((cell) => [
      `phoneNumber,profile,prompt1\n4930000000,german,${cell}\n`,
      "A quotation mark on line 2 is misplaced. Put the whole cell in quotation marks, and double those within it.",
    ]),
  ])("as a whole: %j", (text, reason) => {
    expect(refusalOf(text)).toBe(`The CSV cannot be read. ${reason}`);
  });
});
