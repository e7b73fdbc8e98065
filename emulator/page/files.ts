import { readdir, readFile } from "node:fs/promises";
import { dirname, extname, join, sep } from "node:path";

/** The compiled files for browsers. */
const FOLDER = join(dirname(require.resolve("pulumi-cams/package.json")), "dist", "browser");

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript;charset=utf-8",
  ".mjs": "text/javascript;charset=utf-8",
  ".css": "text/css;charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Reads one of the page's files by its path below `/_emulator`. Returns undefined if there is none. */
export async function readPageFile(path: string): Promise<PageFile | undefined> {
  const type = TYPES[extname(path)];
  if (type === undefined || !/^\/(chat|page|preact)(\/[A-Za-z0-9][A-Za-z0-9.-]*)+$/.test(path)) return undefined;
  try {
    return { type, content: await readFile(join(FOLDER, path)) };
  } catch {
    return undefined;
  }
}

/** The paths of the page's modules below `/_emulator`. */
export async function listPageModules(): Promise<string[]> {
  const files = await readdir(FOLDER, { recursive: true });
  return files.filter((file) => /\.m?js$/.test(file)).map((file) => `/${file.split(sep).join("/")}`);
}

export interface PageFile {
  readonly type: string;
  readonly content: Uint8Array;
}
