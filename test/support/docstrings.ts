import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "./engine.js";

/** The docstring of each interface, class and property of a source, by name like `ProviderArgs.accessKey`. */
export function docstringsOf(path: string): Map<string, string> {
  const source = ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.ES2022, true);
  const docstrings = new Map<string, string>();
  const note = (node: ts.Node, name: string) => {
    const text = docstringOf(node);
    if (text !== "") docstrings.set(name, text);
  };
  source.forEachChild((node) => {
    if (ts.isTypeAliasDeclaration(node)) note(node, node.name.text);
    if (!ts.isInterfaceDeclaration(node) && !ts.isClassDeclaration(node)) return;
    const owner = node.name?.text ?? "";
    note(node, owner);
    for (const member of node.members) {
      if (member.name && ts.isIdentifier(member.name)) note(member, `${owner}.${member.name.text}`);
    }
  });
  return docstrings;
}

/** Paragraphs without line breaks; then the default. Examples are not part of it. */
function docstringOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(comment?.comment) ?? "";
  const paragraphs = text.split(/\n\n+/).map((paragraph) => paragraph.replace(/\s*\n\s*/g, " ").trim());
  const byDefault = comment?.tags?.find(({ tagName }) => tagName.text === "default")?.comment;
  const value = ts.getTextOfJSDocComment(byDefault)?.replace(/\s*\n\s*/g, " ");
  return [...paragraphs, ...(value === undefined ? [] : [`Default: ${value}.`])].filter(Boolean).join("\n\n");
}
