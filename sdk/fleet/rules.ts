import type * as check from "../../settings/check.js";

/**
 * The rules of the settings, which the provider checks too. They are loaded when a fleet is declared, since their schema
 * costs time that other programs need not spend.
 */
export function loadRules(): typeof check {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- A constructor cannot wait for `import()`.
  return require("../../settings/check.js") as typeof check;
}
