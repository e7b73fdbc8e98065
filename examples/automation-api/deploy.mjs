import { LocalWorkspace } from "@pulumi/pulumi/automation/index.js";
import * as cams from "pulumi-cams";

/** The Pulumi program, which other projects have in `index.ts`. */
async function program() {
  const support = new cams.ConversationalAutomation("support", {
    custSpaceId: "cams-demo",
    phoneNumber: "8613000000001",
    prompts: ["Where is my order?", "Talk to a person"],
  });
  return { supportId: support.id };
}

const stack = await LocalWorkspace.createOrSelectStack(
  { stackName: "dev", projectName: "automation-api", program },
  // Pulumi loads the provider from this folder, so pulumi-cams must be installed in it.
  { workDir: import.meta.dirname },
);

for (const [key, variable, secret] of [
  ["cams:endpoint", "CAMS_ENDPOINT", false],
  ["cams:accessKey", "CAMS_ACCESS_KEY", true],
  ["cams:secretKey", "CAMS_SECRET_KEY", true],
]) {
  const value = process.env[variable];
  if (value) await stack.setConfig(key, { value, secret });
}

const { changeSummary } = await stack.preview();
console.log("The preview says:", changeSummary);

const { outputs, summary } = await stack.up();
console.log(`The update ${summary.result}:`, outputs.supportId.value);
