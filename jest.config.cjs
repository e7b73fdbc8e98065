const { availableParallelism } = require("node:os");

/** Compiles TypeScript, with or without elements in it: in a file that has them, `<T>` starts one. */
const compile = (tsx) => [
  "@swc/jest",
  {
    jsc: {
      target: "es2022",
      parser: { syntax: "typescript", tsx },
      transform: { react: { runtime: "automatic", importSource: "preact" } },
    },
    module: { type: "commonjs" },
  },
];

module.exports = {
  rootDir: ".",
  // Most tests wait for the engine and for calls that are paced, so there are more workers than cores.
  maxWorkers: availableParallelism() * 2,
  // The folder for temporary files is another for each run: see tools/jest.mjs.
  cacheDirectory: "<rootDir>/node_modules/.cache/jest",
  roots: ["<rootDir>/test"],
  // Many tests start processes, which take their time on a machine that does other things.
  testTimeout: 30_000,
  testMatch: ["**/*.test.ts"],
  modulePathIgnorePatterns: ["<rootDir>/dist"],
  transform: {
    "\\.ts$": compile(false),
    "\\.tsx$": compile(true),
  },
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  collectCoverageFrom: ["{sdk,settings,api,provider,emulator,testing,native,chat,cli,live}/**/*.{ts,tsx}"],
  coverageReporters: ["text"],
};
