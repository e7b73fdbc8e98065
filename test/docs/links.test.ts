import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "@jest/globals";
import { pages } from "../support/pages.js";
import { root } from "../support/engine.js";

/** What a link can lead to within a page: headings as GitHub names them, which numbers equal ones, and explicit ids. */
function anchorsOf(page: string): string[] {
  const seen = new Map<string, number>();
  const headings = [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => {
    const name = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return count === 0 ? name : `${name}-${count}`;
  });
  return [...headings, ...[...page.matchAll(/<a id="([^"]+)">/g)].map(([, id = ""]) => id)];
}

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = join(root, path === "" ? page : join(dirname(page), path));
  return existsSync(target) && (anchor === undefined || anchorsOf(readFileSync(target, "utf8")).includes(anchor));
}

it.each([...pages(), "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"])(
  "every link of %s within the repository leads somewhere",
  (page) => {
    const links = [...readFileSync(join(root, page), "utf8").matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
    const own = links.filter((link) => !/^\w+:/.test(link));
    expect(own.filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  },
);
