const pulumi = require("@pulumi/pulumi");

// As long as the provider text of pulumi-cams.
const PROVIDER_TEXT = 'exports.handler=()=>require("pulumi-idle/provider").provider';

/** A resource of a dynamic provider that does nothing. */
module.exports.Idle = class Idle extends pulumi.CustomResource {
  constructor(name, args, opts) {
    super("pulumi-nodejs:dynamic/bench:Idle", name, { ...args, __provider: PROVIDER_TEXT }, opts);
  }
};
