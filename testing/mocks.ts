import { setImmediate } from "node:timers/promises";
import type * as pulumi from "@pulumi/pulumi";
import { RESOURCE_TYPE } from "../sdk/type-tokens.js";
import { bothManage } from "../settings/one-owner.js";
import { declared, found, withoutHidden, type Properties } from "./automation.js";

/**
 * Mocks for `pulumi.runtime.setMocks` that treat a `ConversationalAutomation` as `pulumi up` does. A setting that breaks
 * a limit, and a second resource for a number, fail the test with the provider's words. A resource has the id
 * `custSpaceId/phoneNumber`, every default, empty `previousSettings` and a `requestId`.
 *
 * @param own - Your own mocks. `newResource` gets every resource of the program, a number's with its defaults. What it
 * answers for a number is added to the outputs, such as `previousSettings`, or the settings that a `.get()` finds; its
 * `id` is ignored. Without a `newResource`, other resources have their inputs as outputs.
 *
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import { camsMocks } from "pulumi-cams/testing";
 *
 * await pulumi.runtime.setMocks(camsMocks());
 * ```
 */
export function camsMocks(own: Partial<pulumi.runtime.Mocks> = {}): pulumi.runtime.Mocks {
  const owners = new Map<string, string>();
  return {
    call: (args) => own.call?.(args) ?? (args.inputs as pulumi.runtime.MockCallResult),
    newResource: async (args) => {
      const given = args.inputs as Properties;
      const answerTo = async (inputs: Properties) => await own.newResource?.({ ...args, inputs });
      if (args.type !== RESOURCE_TYPE) {
        const inputs = withoutHidden(given);
        return (await answerTo(inputs)) ?? { id: args.custom ? `${args.name}-id` : undefined, state: inputs };
      }
      const { id, inputs, outputs, problems } = args.id ? found(args.id) : declared(given);
      if (id !== undefined && !args.id) problems.push(...problemsOfOwner(owners, id, args.name));
      if (problems.length > 0) await failTest(`The resource "${args.name}": ${problems.join("\n")}`);
      return { id, state: { ...outputs, ...(await answerTo(inputs))?.state } };
    },
  };
}

/** Notes who declares a number. A second resource for it is a problem. */
function problemsOfOwner(owners: Map<string, string>, id: string, name: string): string[] {
  const owner = owners.get(id);
  owners.set(id, owner ?? name);
  return owner === undefined ? [] : [bothManage(`"${owner}"`, `"${name}"`, id)];
}

/**
 * A mock that throws rejects every output of its resource: a test that waits for one times out, and the error is shown
 * dozens of times. A rejection that nothing handles fails the test once, if it is noticed before the program goes on.
 */
async function failTest(problem: string): Promise<void> {
  // Its stack would only show this package.
  void Promise.reject(Object.assign(new Error(problem), { stack: problem }));
  await setImmediate();
}
