import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import os, { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { inFirstUsable, isOwnFolder, ownFolders, removeUnused } from "../../api/own-folder.js";

const DAY_S = 24 * 3600;
const NOW_S = 1_800_000_000;

let temporary: string;

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), "own-folder-test-"));
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(temporary, { recursive: true });
});

describe("the folders through which processes coordinate", () => {
  it("are in the folder for temporary files, then where the caller says, then in the user's home", () => {
    jest.spyOn(os, "homedir").mockReturnValue("/home/user");
    const folders = ownFolders("runs", ["/pulumi"]);
    const name = expect.stringMatching(/^pulumi-cams-(\d+-)?runs$/) as unknown;
    expect(folders.map((folder) => [join(folder, ".."), folder.split(/[/\\]/).at(-1)])).toEqual([
      [tmpdir(), name],
      [join("/pulumi"), name],
      [join("/home/user/.cache"), name],
    ]);
    expect(ownFolders("slots", ["/pulumi"])).not.toEqual(folders);
  });

  it("are fewer if the system does not know the user", () => {
    jest.spyOn(os, "homedir").mockImplementation(() => {
      throw new Error("uv_os_homedir returned ENOENT");
    });
    expect(ownFolders("slots")).toHaveLength(1);
  });
});

describe("the first usable folder", () => {
  it("is created for this user only", () => {
    const folder = join(temporary, "some", "folder");
    expect(inFirstUsable([folder, join(temporary, "other")], (usable) => usable)).toBe(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(temporary)).toEqual(["some"]);
  });

  it("is another one if others can access the first, or if the action fails there", () => {
    const [open, failing, usable] = ["open", "failing", "usable"].map((name) => join(temporary, name)) as [
      string,
      string,
      string,
    ];
    mkdirSync(open);
    chmodSync(open, 0o755);
    const write = (folder: string) => {
      if (folder === failing) throw new Error("the disk is full");
      return folder;
    };
    expect(inFirstUsable([open, failing, usable], write)).toBe(usable);
    expect(() => inFirstUsable([open, failing], write)).toThrow(
      `${open} is not a folder that only this user can access; the disk is full`,
    );
  });
});

describe("a folder that only this user can access", () => {
  it("is not one of another user's", () => {
    const folder = join(temporary, "folder");
    mkdirSync(folder, { mode: 0o700 });
    jest.spyOn(process, "getuid").mockReturnValue(4711);
    expect(isOwnFolder(folder)).toBe(false);
  });

  it("is any folder on a system without user ids, which names none of its folders after one", () => {
    const { getuid } = process;
    delete process.getuid;
    try {
      expect(isOwnFolder(temporary)).toBe(true);
      expect(ownFolders("runs")[0]).toBe(join(tmpdir(), "pulumi-cams-runs"));
    } finally {
      Object.assign(process, { getuid });
    }
  });

  it("cannot be recognized by a path that cannot be one", () => {
    expect(() => isOwnFolder(join(temporary, "long".repeat(100)))).toThrow("ENAMETOOLONG");
  });

  it("is neither missing, nor a file, nor a symbolic link, nor open to others", () => {
    const folder = join(temporary, "folder");
    mkdirSync(folder, { mode: 0o700 });
    expect(isOwnFolder(folder)).toBe(true);
    chmodSync(folder, 0o750);
    expect(isOwnFolder(folder)).toBe(false);
    symlinkSync(temporary, join(temporary, "link"));
    writeFileSync(join(temporary, "file"), "");
    for (const name of ["link", "file", "missing", "file/below"])
      expect(isOwnFolder(join(temporary, name))).toBe(false);
  });
});

describe("what has not changed for more than a day", () => {
  /** What happens after something was found to be old, and before it is set aside. */
  let meanwhile: () => void;

  beforeEach(() => {
    meanwhile = () => undefined;
    jest.spyOn(Date, "now").mockImplementation(() => {
      meanwhile();
      meanwhile = () => undefined;
      return NOW_S * 1000;
    });
  });

  function leave(name: string, ageS: number): void {
    mkdirSync(join(temporary, name));
    writeFileSync(join(temporary, name, "file"), "");
    utimesSync(join(temporary, name), NOW_S - ageS, NOW_S - ageS);
  }

  const remove = () => {
    removeUnused(temporary, (name) => name === "in-use");
    return readdirSync(temporary).sort();
  };

  it("is removed unless it is in use", () => {
    leave("old", DAY_S + 1);
    leave("in-use", DAY_S + 1);
    leave("day", DAY_S);
    leave("new", 0);
    expect(remove()).toEqual(["day", "in-use", "new"]);
  });

  it("stays if another process begins to use it at that moment", () => {
    leave("old", DAY_S + 1);
    meanwhile = () => {
      utimesSync(join(temporary, "old"), NOW_S, NOW_S);
    };
    expect(remove()).toEqual(["old"]);
    expect(readdirSync(join(temporary, "old"))).toEqual(["file"]);
  });

  it("stays if another process removes it and makes it again at that moment", () => {
    leave("old", DAY_S + 1);
    meanwhile = () => {
      rmSync(join(temporary, "old"), { recursive: true });
      leave("old", 0);
    };
    expect(remove()).toEqual(["old"]);
  });

  it("is left to another process that sets it aside at that moment, while the rest is removed", () => {
    leave("old", DAY_S + 1);
    leave("older", 2 * DAY_S);
    meanwhile = () => {
      const [first = ""] = readdirSync(temporary);
      renameSync(join(temporary, first), join(temporary, "aside"));
    };
    expect(remove()).toEqual(["aside"]);
    expect(existsSync(join(temporary, "aside", "file"))).toBe(true);
    expect(remove()).toEqual([]);
  });
});
