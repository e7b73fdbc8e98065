import { closeSync, openSync } from "node:fs";

/**
 * Whether a person may be looking at the engine's output on a terminal. The engine does not say so, and elsewhere it
 * prints every live line permanently
 * (`rowUpdated` in https://github.com/pulumi/pulumi/blob/master/pkg/backend/display/jsonmessage.go).
 */
export function hasTerminal(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  terminal = process.platform === "win32" ? undefined : "/dev/tty",
): boolean {
  if (CI_VARIABLES.some((name) => environment[name])) return false;
  if (terminal === undefined) return true;
  try {
    closeSync(openSync(terminal, "r"));
    return true;
  } catch {
    return false;
  }
}

/** Set by CI systems, the first one by most of them. */
const CI_VARIABLES = ["CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION", "CODEBUILD_BUILD_ARN"];
