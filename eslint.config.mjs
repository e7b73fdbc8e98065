import eslint from "@eslint/js";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const NODE_GLOBALS = [
  "process",
  "console",
  "URL",
  "fetch",
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
];

export default defineConfig(
  // @pulumi/alicloud is too large to be installed for one example, whose test gets and compiles it.
  { ignores: [".stryker/", "dist/", "dist-*/", "coverage/", "node_modules/", "examples/beside-alicloud/"] },
  eslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
    },
  },
  {
    // Their types are known everywhere, since the chat is compiled for Node.js, too.
    files: ["**/*.ts", "**/*.tsx"],
    ignores: ["page/**", "test/page/**"],
    rules: { "no-restricted-globals": ["error", "window", "document", "location", "navigator", "localStorage"] },
  },
  {
    // tools/build.mjs removes the spaces at the start of each line, to make these files lighter.
    files: ["chat/**", "page/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "TemplateElement[value.raw=/\\n/]", message: "A text that spans lines loses its indents." },
      ],
    },
  },
  {
    files: ["**/*.mjs", "**/*.cjs", "plugin/index.js"],
    languageOptions: {
      globals: Object.fromEntries(
        [...NODE_GLOBALS, "module", "require", "__dirname"].map((name) => [name, "readonly"]),
      ),
    },
  },
  {
    // Every Node.js has to understand it, to say that it is too old.
    files: ["plugin/index.js"],
    languageOptions: { ecmaVersion: 5, sourceType: "script" },
  },
);
