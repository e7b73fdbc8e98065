import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { PROVIDER_SETTINGS } from "../../provider/config/provider-settings.js";
import { root } from "../support/engine.js";
import { codeBlocks } from "../support/pages.js";

function page(name: string): string {
  return readFileSync(join(root, "docs", "registry", name), "utf8");
}

describe("the pages for Pulumi's registry", () => {
  it.each(["_index.md", "installation-configuration.md"])("begin with the registry's front matter: %s", (name) => {
    expect(page(name)).toMatch(/^---\ntitle: .+\nmeta_desc: .+\nlayout: package\n---\n/);
  });

  it("show the first program of the README in every language, between balanced tags", () => {
    const blocks = codeBlocks().filter(({ language }) => ["ts", "python", "go", "yaml"].includes(language));
    const inReadme = blocks.filter(({ place }) => place.startsWith("README.md")).map(({ code }) => code);
    const shown = blocks.filter(({ place }) => place.startsWith("docs/registry"));
    expect(shown.map(({ language }) => language)).toEqual(["ts", "python", "go", "yaml"]);
    for (const { code } of shown) expect(inReadme).toContain(code);
    const tags = [...page("_index.md").matchAll(/\{\{[%<] (\/?)choosable|chooser/g)];
    expect(tags).toHaveLength(10);
  });

  it("name every setting of the provider", () => {
    const named = [...page("installation-configuration.md").matchAll(/^\| `cams:(\w+)`/gm)].map(([, name]) => name);
    expect(named).toEqual(Object.keys(PROVIDER_SETTINGS));
  });
});
