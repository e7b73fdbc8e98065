const SETTINGS = {
  custSpaceId: "cams-space",
  phoneNumber: "8613000000001",
  enableWelcomeMessage: true,
  prompts: ["Where is my order?", "Talk to a person"],
  commands: [{ commandName: "order", commandDescription: "Track an order" }],
};

const RESOURCE = `new cams.ConversationalAutomation("support", ${JSON.stringify(SETTINGS)})`;

/** What the number holds once a program has run. */
export const WANTED = SETTINGS;

/** Each way to write a program: its title, its files, what its package.json says, and its other packages. */
export const PROGRAMS = {
  commonjs: {
    title: () => "JavaScript, CommonJS",
    manifest: { main: "index.js" },
    files: {
      "index.js": `
        const cams = require("pulumi-cams");
        exports.firstPrompt = ${RESOURCE}.prompts.apply((prompts) => prompts[0]);
        exports.node = process.versions.node;`,
    },
    packages: () => ({}),
  },
  esmodule: {
    title: () => "JavaScript, ES module",
    manifest: { main: "index.js", type: "module" },
    files: {
      "index.js": `
        import * as cams from "pulumi-cams";
        export const firstPrompt = ${RESOURCE}.prompts.apply((prompts) => prompts[0]);
        export const node = process.versions.node;`,
    },
    packages: () => ({}),
  },
  typescript: {
    title: ({ typescript }) => `TypeScript ${typescript}`,
    manifest: { main: "index.ts" },
    files: {
      "index.ts": `
        import * as cams from "pulumi-cams";
        export const firstPrompt = ${RESOURCE}.prompts.apply((prompts: string[]) => prompts[0]);
        export const node = process.versions.node;`,
      "tsconfig.json": JSON.stringify({
        compilerOptions: { strict: true, target: "es2022", module: "nodenext", moduleResolution: "nodenext" },
        files: ["index.ts"],
      }),
    },
    packages: ({ typescript }) => ({ typescript, "@types/node": "^20.19.0" }),
  },
};
