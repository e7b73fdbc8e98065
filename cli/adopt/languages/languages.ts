import { writeGo } from "./go.js";
import type { LanguageName } from "./language-name.js";
import type { WriteSource } from "../program.js";
import { writePython } from "./python.js";
import { writeTypeScript } from "./typescript.js";
import { writeYaml } from "./yaml.js";

/** How programs are written in each language. */
export const LANGUAGES: Readonly<Record<LanguageName, Language>> = {
  typescript: {
    title: "Node.js",
    template: "typescript",
    runtime: "nodejs",
    program: "index.ts",
    isNative: false,
    write: writeTypeScript,
  },
  python: {
    title: "Python",
    template: "python",
    runtime: "python",
    program: "__main__.py",
    isNative: true,
    write: writePython,
  },
  go: { title: "Go", template: "go", runtime: "go", program: "main.go", isNative: true, write: writeGo },
  yaml: { title: "YAML", template: "yaml", runtime: "yaml", program: "Main.yaml", isNative: true, write: writeYaml },
};

/** What differs between the languages. */
export interface Language {
  /** The kind of project, as in "a Python project". */
  title: string;
  /** The template for `pulumi new`. */
  template: string;
  /** What a project of Pulumi's calls it. */
  runtime: string;
  /** The file of the program. */
  program: string;
  /** Whether the resources are the plugin's, or else the dynamic provider's. */
  isNative: boolean;
  write: WriteSource;
}
