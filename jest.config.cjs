const { availableParallelism } = require("node:os");

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
    "\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  collectCoverageFrom: ["{sdk,settings,api,provider,emulator,testing,native,cli}/**/*.ts"],
  coverageReporters: ["text"],
};
