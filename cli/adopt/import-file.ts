import type { Settings } from "../../api/index.js";
import { formatId } from "../../provider/lifecycle/number-id.js";
import { SCHEMA_VERSION } from "../../provider/lifecycle/state.js";
import { PROVIDER_TEXT } from "../../sdk/provider-text.js";
import { FLEET_TYPE, NATIVE_TYPE, RESOURCE_TYPE } from "../../sdk/type-tokens.js";
import type { Declarations } from "./declarations.js";
import type { FoundNumber } from "./found-number.js";
import { nameChild, nameResource } from "./names.js";

/**
 * Writes the file for `pulumi import --file`: the resources of the program, with their inputs and outputs, so that Pulumi
 * makes no read (`importSpec` in https://github.com/pulumi/pulumi/blob/master/pkg/cmd/pulumi/operations/import.go).
 */
export function writeImportFile(
  { profiles, members, others }: Declarations,
  custSpaceId: string,
  isNative: boolean,
): string {
  const describe = isNative ? nativeResourceOf : dynamicResourceOf;
  const fleet = { type: FLEET_TYPE, name: custSpaceId, component: true };
  const resources = [
    ...(profiles.length > 0 ? [fleet] : []),
    ...members.map(({ number }) => ({
      ...describe(number, custSpaceId, nameChild(custSpaceId, number)),
      parent: custSpaceId,
    })),
    ...others.map((number) => describe(number, custSpaceId, nameResource(number))),
  ];
  return `${JSON.stringify({ resources }, undefined, 2)}\n`;
}

function dynamicResourceOf(number: FoundNumber, custSpaceId: string, name: string) {
  const { id, inputs, outputs } = stateOf(number, custSpaceId);
  const provider = { __provider: PROVIDER_TEXT };
  return { type: RESOURCE_TYPE, name, id, inputs: { ...inputs, ...provider }, outputs: { ...outputs, ...provider } };
}

function nativeResourceOf(number: FoundNumber, custSpaceId: string, name: string) {
  return { type: NATIVE_TYPE, name, ...stateOf(number, custSpaceId) };
}

function stateOf({ phoneNumber, settings }: FoundNumber, custSpaceId: string) {
  const key = { custSpaceId, phoneNumber };
  const inputs = { ...key, ...settings, onDelete: "reset" };
  const outputs = { ...inputs, previousSettings: secretOf(settings), requestId: "", schemaVersion: SCHEMA_VERSION };
  return { id: formatId(key), inputs, outputs };
}

/**
 * A secret in plain text, which the engine encrypts on import: `SecretSig` in
 * https://github.com/pulumi/pulumi/blob/master/pkg/resource/stack/deployment.go
 */
function secretOf(settings: Settings): Record<string, string> {
  return {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    plaintext: JSON.stringify(settings),
  };
}
