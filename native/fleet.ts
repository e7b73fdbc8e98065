import * as pulumi from "@pulumi/pulumi";
import { declareFleet, idsOf } from "../sdk/fleet/declare.js";
import type { ConversationalAutomationFleetArgs } from "../sdk/fleet/args.js";
import { EARLIER_RESOURCE_TYPE, FLEET_TYPE, NATIVE_TYPE, RESOURCE_TYPE } from "../sdk/type-tokens.js";

/** A fleet whose children are the plugin's resources. */
export class NativeFleet extends pulumi.ComponentResource {
  readonly ids: pulumi.Output<Record<string, string>>;

  constructor(name: string, args: ConversationalAutomationFleetArgs, opts: pulumi.ComponentResourceOptions) {
    super(FLEET_TYPE, name, {}, opts);
    const automations = declareFleet(this, name, args, (child, declared) => {
      const aliases = [{ type: RESOURCE_TYPE }, { type: EARLIER_RESOURCE_TYPE }];
      return new NativeAutomation(NATIVE_TYPE, child, declared, { parent: this, aliases });
    });
    this.ids = idsOf(automations);
    this.registerOutputs({ ids: this.ids });
  }
}

class NativeAutomation extends pulumi.CustomResource {}
