import { fileURLToPath } from "node:url";
import { root } from "../../tools/setup.mjs";

/** The provider to compare with, then the one to measure, each with its package, folder and resource class. */
export const SUBJECTS = [
  {
    title: "a provider that does nothing",
    packageName: "pulumi-idle",
    folder: fileURLToPath(new URL("pulumi-idle", import.meta.url)),
    resource: "Idle",
  },
  { title: "pulumi-cams", packageName: "pulumi-cams", folder: root, resource: "ConversationalAutomation" },
];
