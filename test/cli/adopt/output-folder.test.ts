import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { prepareFolder, writeFiles } from "../../../cli/adopt/output-folder.js";
import { makeFolder } from "../../support/cli.js";

const NAMES = ["index.ts", "import.json"];

describe("prepareFolder", () => {
  it("creates a folder and its parents, and leaves an existing one as it is", () => {
    const folder = join(makeFolder(), "a", "b");
    prepareFolder(folder, NAMES, false);
    writeFileSync(join(folder, "other"), "");
    prepareFolder(folder, NAMES, false);
    expect(readdirSync(folder)).toEqual(["other"]);
  });

  it.each([
    [["index.ts"], "index.ts already exists. Choose another folder with --out, or pass --force to overwrite."],
    [NAMES, "index.ts and import.json already exist. Choose another folder with --out, or pass --force to overwrite."],
  ])("refuses to overwrite %j without --force", (names, message) => {
    const folder = makeFolder();
    for (const name of names) writeFileSync(join(folder, name), "mine");
    expect(() => {
      prepareFolder(folder, NAMES, false);
    }).toThrow(new Error(message));
    prepareFolder(folder, NAMES, true);
    expect(readFileSync(join(folder, "index.ts"), "utf8")).toBe("mine");
  });

  it("refuses a folder in place of a file, even with --force", () => {
    const folder = makeFolder();
    mkdirSync(join(folder, "import.json"));
    expect(() => {
      prepareFolder(folder, NAMES, true);
    }).toThrow(new Error("import.json already exists. Choose another folder with --out."));
  });

  it("reports a file in place of the folder", () => {
    const file = join(makeFolder(), "file");
    writeFileSync(file, "");
    expect(() => {
      prepareFolder(file, NAMES, false);
    }).toThrow(`Cannot write to ${file}: EEXIST. Choose another folder with --out.`);
  });
});

describe("writeFiles", () => {
  it("writes all files, replaces existing ones, and leaves nothing else behind", () => {
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

  it("does not overwrite a file created after the folder was prepared", () => {
    const folder = makeFolder();
    prepareFolder(folder, ["a", "b"], false);
    writeFileSync(join(folder, "b"), "mine");
    const files = ["a", "b"].map((name) => ({ name, text: "1" }));
    expect(() => {
      writeFiles(folder, files, false);
    }).toThrow("b already exists");
    expect(readdirSync(folder)).toEqual(["b"]);
  });

  it("writes no file if one cannot be written", () => {
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
