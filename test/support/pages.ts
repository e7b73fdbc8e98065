import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./engine.js";

/** A fenced block of a page. */
export interface CodeBlock {
  /** Page and line, like `README.md:6`. */
  place: string;
  language: string;
  code: string;
}

/** The fenced blocks of every page that is written by hand. */
export function codeBlocks(): CodeBlock[] {
  return pages().flatMap(blocksOf);
}

/** The fenced blocks of the schema's descriptions. */
export function schemaBlocks(): CodeBlock[] {
  const lines = readFileSync(join(root, "plugin", "schema.json"), "utf8").split("\n");
  return lines.flatMap((line, index) => {
    const [, description] = /"description": (".*")/.exec(line) ?? [];
    return description ? blocksIn(`plugin/schema.json:${index + 1}`, JSON.parse(description) as string) : [];
  });
}

/** The commands of a page's `console` blocks: what follows a dollar sign, without its comment. */
export function commandsOf(page: string): string[] {
  const consoles = blocksOf(page).filter(({ language }) => language === "console");
  return consoles.flatMap(({ code }) =>
    [...code.matchAll(/^\$ (.*?)(?:\s+#.*)?$/gm)].map(([, command = ""]) => command),
  );
}

/** Every page that is written by hand, but for those about the repository itself. */
export function pages(): string[] {
  const markdown = (folder: string) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => join(folder, name));
  const examples = readdirSync(join(root, "examples")).flatMap((example) => markdown(join("examples", example)));
  return ["README.md", ...["docs", "docs/registry", "docs/api", "docs/api/pulumi-cams"].flatMap(markdown), ...examples];
}

function blocksOf(page: string): CodeBlock[] {
  return blocksIn(page.replaceAll("\\", "/"), readFileSync(join(root, page), "utf8"));
}

function blocksIn(page: string, text: string): CodeBlock[] {
  return [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(({ 1: language = "", 2: code = "", index }) => ({
    place: `${page}:${text.slice(0, index).split("\n").length}`,
    // In a schema, Pulumi looks for the whole name.
    language: language === "typescript" ? "ts" : language,
    code,
  }));
}
