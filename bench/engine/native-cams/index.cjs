const pulumi = require("@pulumi/pulumi");

const OUTPUTS = ["custSpaceId", "phoneNumber", "enableWelcomeMessage", "prompts", "commands", "onDelete"];

/** The plugin's resource, as an SDK that Pulumi generates from the schema declares it. */
module.exports.ConversationalAutomation = class ConversationalAutomation extends pulumi.CustomResource {
  constructor(name, args, opts) {
    const outputs = Object.fromEntries([...OUTPUTS, "previousSettings", "requestId"].map((each) => [each, undefined]));
    const aliases = ["", "dynamic/"].map((folder) => ({
      type: `pulumi-nodejs:${folder}cams:ConversationalAutomation`,
    }));
    const own = { additionalSecretOutputs: ["previousSettings"], aliases };
    // As the class of pulumi-cams does, so that only the providers differ. A generated SDK does not: 3 ms a resource.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 1;
    super("cams:index:ConversationalAutomation", name, { ...outputs, ...args }, pulumi.mergeOptions(opts, own));
    Error.stackTraceLimit = stackTraceLimit;
  }
};
