import { nameIn } from "../../provider/engine/urn.js";
import { FLEET_TYPE } from "../../sdk/type-tokens.js";
import type { Diagnostic } from "../stack/preview-document.js";

/** The name of a fleet; undefined if a URN is that of another resource. */
export function fleetIn(urn = ""): string | undefined {
  return typeIn(urn) === FLEET_TYPE ? nameIn(urn) : undefined;
}

/** The URNs of the fleets that warn that their numbers are not known yet, while Pulumi shows them as deleted. */
export function unknownFleetsIn(diagnostics: readonly Diagnostic[]): ReadonlySet<string> {
  const warnings = diagnostics.filter(
    ({ urn, severity, message }) =>
      fleetIn(urn) !== undefined && severity === "warning" && message.includes("not known yet"),
  );
  return new Set(warnings.map(({ urn = "" }) => urn));
}

/** The type in a URN, without those of its parents: https://www.pulumi.com/docs/iac/concepts/resources/names/#urns */
export function typeIn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}
