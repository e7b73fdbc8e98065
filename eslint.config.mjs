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

/** A wall: what the files of a folder may not import, and why. */
function wall(files, patterns) {
  return { files, rules: { "no-restricted-imports": ["error", { patterns }] } };
}

const serviceClient = { group: ["@alicloud/*"], message: "Only api/wire/ and api/credentials/ talk to the service." };
const emulator = { group: ["**/emulator/**"], message: "The emulator is for tests and people." };

export default defineConfig(
  // @pulumi/alicloud is too large to be installed for one example, whose test gets and compiles it.
  { ignores: ["dist/", "dist-*/", "coverage/", "node_modules/", "examples/beside-alicloud/"] },
  eslint.configs.recommended,
  {
    files: ["**/*.ts"],
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
    files: ["**/*.mjs", "**/*.cjs"],
    languageOptions: { globals: Object.fromEntries([...NODE_GLOBALS, "module"].map((name) => [name, "readonly"])) },
  },
  wall(
    ["sdk/**"],
    [
      {
        group: ["**/provider", "**/provider/**", "**/api/**"],
        message: "sdk/ runs in the program's process, provider/ and api/ in another.",
      },
      { group: ["**/cli/**", "**/emulator/**", "zod", "bottleneck"], message: "sdk/ imports @pulumi/pulumi only." },
      serviceClient,
    ],
  ),
  wall(
    ["api/**"],
    [
      {
        group: ["**/sdk/**", "**/provider/**", "**/cli/**", "@pulumi/*", "zod"],
        message: "The client does not know Pulumi, nor who calls it.",
      },
      emulator,
      serviceClient,
    ],
  ),
  {
    ...wall(
      ["api/wire/**", "api/credentials/**"],
      [
        {
          group: ["**/sdk/**", "**/provider/**", "**/cli/**", "@pulumi/*", "zod"],
          message: "The client does not know Pulumi, nor who calls it.",
        },
        emulator,
      ],
    ),
  },
  wall(
    ["provider/**"],
    [
      { group: ["**/sdk/**", "**/cli/**"], message: "provider/ runs in the provider process, sdk/ in the program's." },
      { group: ["@pulumi/*"], message: "The lifecycle knows no host; provider/ never loads @pulumi/pulumi." },
      emulator,
      serviceClient,
    ],
  ),
  wall(
    ["emulator/**"],
    [
      {
        group: ["**/api/**", "**/provider/**", "**/sdk/**", "**/cli/**"],
        message: "The emulator trusts no code of the others: it has its own.",
      },
      { group: ["@alicloud/*", "@pulumi/*", "zod", "bottleneck"], message: "The emulator needs nothing but Node.js." },
    ],
  ),
  wall(
    ["cli/**"],
    [
      {
        group: ["**/sdk/*", "!**/sdk/provider-text.js", "!**/sdk/type-tokens.js", "@pulumi/*"],
        message: "Of sdk/, a command knows what users' states hold, and no more: it runs without Pulumi.",
      },
      { group: ["zod"], message: "Only provider/ knows zod." },
      serviceClient,
    ],
  ),
);
