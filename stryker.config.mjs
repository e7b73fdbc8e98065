/** Mutation testing of the client, the provider and the rules of the settings: `npm run mutation` says which changes of its code no unit test notices. */
export default {
  testRunner: "jest",
  jest: {
    projectType: "custom",
    configFile: "jest.config.cjs",
    // It would miss the tests that reach a file through others.
    enableFindRelatedTests: false,
    config: {
      testMatch: ["<rootDir>/test/{api,provider,settings}/**/*.test.ts"],
      testPathIgnorePatterns: ["check-fuzz"],
    },
  },
  coverageAnalysis: "perTest",
  mutate: ["{api,provider,settings}/**/*.ts"],
  reporters: ["clear-text", "json"],
  jsonReporter: { fileName: ".stryker/mutation.json" },
  tempDirName: ".stryker/tmp",
  symlinkNodeModules: true,
  ignoreStatic: true,
  incremental: true,
  incrementalFile: ".stryker/incremental.json",
  timeoutMS: 8_000,
  dryRunTimeoutMinutes: 15,
  // A process that has run many mutants takes gigabytes.
  maxTestRunnerReuse: 40,
  concurrency: 2,
};
