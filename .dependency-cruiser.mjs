/** What the files of a folder may not import, and why. */
function wall(name, from, to, comment) {
  return { name, severity: "error", comment, from: { path: from }, to: { path: to } };
}

/** The rooms of a folder, of which each may import those that follow it, and never one before it. */
function rooms(folder, names) {
  return names.slice(1).map((name, index) => {
    const before = names.slice(0, index + 1).join("|");
    return wall(`${folder}/${name}`, `^${folder}/${name}/`, `^${folder}/(${before})/`, "Rooms import downward only.");
  });
}

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-circle",
      severity: "error",
      comment: "Files that import each other, if only for a type, cannot be understood one by one.",
      from: {},
      to: { circular: true },
    },
    wall(
      "sdk",
      "^sdk/",
      "^(api|provider|emulator|testing|native|cli)/|node_modules/(?!(@pulumi/pulumi|csv-parse)/)",
      "sdk/ runs in the program's process and imports only @pulumi/pulumi; provider/ and api/ run in another.",
    ),
    wall(
      "sdk/fleet/rules",
      "^sdk/(?!fleet/rules\\.ts)",
      "^settings/(check|settings|text)\\.ts",
      "Only sdk/fleet/rules.ts loads the schema, and only for a fleet: it costs time that other programs need not spend.",
    ),
    wall(
      "settings",
      "^settings/",
      "^(sdk|api/(?!types|visible)|provider|emulator|testing|native|cli)/|node_modules/(?!zod/)",
      "The rules of the settings are the same in every process, and know neither Pulumi nor the service.",
    ),
    wall(
      "api",
      "^api/",
      "^(sdk|settings|provider|emulator|testing|native|cli)/|node_modules/(@pulumi|zod)/",
      "The client knows neither Pulumi nor its callers.",
    ),
    wall(
      "official-client",
      "^(?!api/(wire|credentials)/|(test|bench|tools|examples)/)",
      "node_modules/@alicloud/",
      "Only api/wire/ and api/credentials/ use Alibaba Cloud's packages.",
    ),
    wall(
      "provider",
      "^provider/",
      "^(sdk|emulator|testing|native|cli)/|node_modules/@pulumi/",
      "provider/ runs in the provider process, and its lifecycle knows no host: it never loads @pulumi/pulumi.",
    ),
    wall(
      "door",
      "^provider/(?!index\\.ts)",
      "^provider/(index|engine/address)\\.ts",
      "Nothing below a door knows which door was taken: the door passes on the engine's address.",
    ),
    ...rooms("api", ["wire", "credentials", "pace"]),
    ...rooms("provider", ["lifecycle", "progress", "engine", "config"]),
    ...rooms("emulator", ["page", "control", "gateway", "faults", "service", "answers"]),
    wall(
      "emulator",
      "^emulator/",
      "^(sdk|settings|api|provider|testing|native|cli)/|node_modules/",
      "The emulator verifies signatures with code of its own, and needs only Node.js.",
    ),
    wall(
      "chat",
      "^chat/",
      "^(?!chat/)[^/]+/(?<!node_modules/)|node_modules/(?!preact/)",
      "The picture of a chat is the same in the emulator's page and in the file of a preview, and knows neither.",
    ),
    wall(
      "chat-viewers",
      "^(?!(chat|page|cli)/)",
      "^chat/|node_modules/preact",
      "Only what people look at draws a chat.",
    ),
    wall(
      "page",
      "^page/",
      "^(?!(page|chat)/)[^/]+/(?<!node_modules/)|node_modules/(?!preact/)",
      "page/ runs in a browser, and talks to the emulator by its control routes.",
    ),
    wall("page-server", "^(?!page/)", "^page/", "What runs in a browser is served, and never loaded by Node.js."),
    wall(
      "native",
      "^native/(?!fleet(-server)?\\.ts)",
      "^(sdk/(?!type-tokens)|emulator|testing|cli|api/(?!visible))/|node_modules/(?!@pulumi/pulumi/)",
      "The plugin is a second door to the provider, and speaks Pulumi's protocol.",
    ),
    wall(
      "native/fleet",
      "^native/fleet(-server)?\\.ts",
      "^(api|settings|provider|emulator|testing|cli)/|^native/(?!fleet\\.ts|version\\.ts)",
      "Fleets are made in a process of their own, which is a program to Pulumi.",
    ),
    wall(
      "testing",
      "^testing/",
      "^(api|emulator|cli)/|node_modules/(?!@pulumi/pulumi/)",
      "The mocks apply the provider's rules, and make no call.",
    ),
    wall(
      "testing-provider",
      "^testing/(?!provider)",
      "^provider/",
      "The mocks take what they share with the provider from one file.",
    ),
    wall(
      "cli",
      "^cli/",
      "^(testing|native|sdk/(?!provider-text|type-tokens))|node_modules/@pulumi/",
      "The commands run without Pulumi: from sdk/ they take only what is in users' states.",
    ),
    wall(
      "live",
      "^(?!live/|test/)",
      "^live/",
      "The kit that compares the emulator with the service is not part of the package.",
    ),
    wall(
      "from-live",
      "^live/",
      "^(sdk|testing|native|provider/(?!config)|cli/(?!command-line))/|node_modules/(?!zod/)",
      "The kit speaks to the service by itself, and shares with the commands how they read flags and write.",
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
  },
};
