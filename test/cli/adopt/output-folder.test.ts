import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { prepareFolder, writeFiles } from "../../../cli/adopt/output-folder.js";
import { makeFolder } from "../../support/cli.js";

const NAMES = ["index.ts", "import.json"];

describe("prepareFolder", () => {
  it("makes a folder and those above it, and leaves one that is there as it is", () => {
    const folder = join(makeFolder(), "a", "b");
    prepareFolder(folder, NAMES, false);
    writeFileSync(join(folder, "other"), "");
    prepareFolder(folder, NAMES, false);
    expect(readdirSync(folder)).toEqual(["other"]);
  });

  it.each([
    [["index.ts"], "index.ts is there already. Choose another folder with --out, or write --force to overwrite."],
    [
      NAMES,
      "index.ts and import.json are there already. Choose another folder with --out, or write --force to overwrite.",
    ],
  ])("refuses a folder with %j, unless it is forced", (names, message) => {
    const folder = makeFolder();
    for (const name of names) writeFileSync(join(folder, name), "mine");
    expect(() => {
      prepareFolder(folder, NAMES, false);
    }).toThrow(new Error(message));
    prepareFolder(folder, NAMES, true);
    expect(readFileSync(join(folder, "index.ts"), "utf8")).toBe("mine");
  });

  it("refuses a folder in a file's place, also when it is forced", () => {
    const folder = makeFolder();
    mkdirSync(join(folder, "import.json"));
    expect(() => {
      prepareFolder(folder, NAMES, true);
    }).toThrow(new Error("import.json is there already. Choose another folder with --out."));
  });

  it("says of a file in the folder's place that nothing can be written there", () => {
    const file = join(makeFolder(), "file");
    writeFileSync(file, "");
    expect(() => {
      prepareFolder(file, NAMES, false);
    }).toThrow(`${file} cannot be written to: EEXIST. Choose another folder with --out.`);
  });
});

describe("writeFiles", () => {
  it("writes all files, over those that are there, and leaves nothing else", () => {
    const folder = makeFolder();
    writeFileSync(join(folder, "b"), "old", { mode: 0o644 });
    writeFiles(
      folder,
      [
        { name: "a", text: "1" },
        { name: "b", text: "2", mode: 0o600 },
      ],
      true,
    );
    expect(readdirSync(folder).sort()).toEqual(["a", "b"]);
    expect(["a", "b"].map((name) => readFileSync(join(folder, name), "utf8"))).toEqual(["1", "2"]);
    if (process.platform !== "win32") expect(statSync(join(folder, "b")).mode & 0o777).toBe(0o600);
  });

  it("leaves alone what has appeared since the folder was prepared", () => {
    const folder = makeFolder();
    prepareFolder(folder, ["a", "b"], false);
    writeFileSync(join(folder, "b"), "mine");
    const files = ["a", "b"].map((name) => ({ name, text: "1" }));
    expect(() => {
      writeFiles(folder, files, false);
    }).toThrow("b is there already");
    expect(readdirSync(folder)).toEqual(["b"]);
  });

  it("writes none when one cannot be written", () => {
    const folder = makeFolder();
    const files = [
      { name: "a", text: "1" },
      { name: join("missing", "b"), text: "2" },
    ];
    expect(() => {
      writeFiles(folder, files, false);
    }).toThrow("ENOENT");
    expect(readdirSync(folder)).toEqual([]);
  });
});
