import { join } from "node:path";
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

/** The same resource from the plugin. */
export const PLUGIN = {
  title: "its plugin",
  packageName: "native-cams",
  folder: fileURLToPath(new URL("native-cams", import.meta.url)),
  resource: "ConversationalAutomation",
  plugin: join(root, "plugin"),
};
