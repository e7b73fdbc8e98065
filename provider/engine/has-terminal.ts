import { closeSync, openSync } from "node:fs";

/** Set by CI systems; the first by most of them. */
const CI_VARIABLES = ["CI", "TF_BUILD", "JENKINS_URL", "TEAMCITY_VERSION", "CODEBUILD_BUILD_ARN"];

/**
 * Whether somebody may be looking at the engine's display on a terminal. The engine does not tell, and on anything else
 * than a terminal it prints every live line as a line that stays
 * (`rowUpdated` in https://github.com/pulumi/pulumi/blob/master/pkg/backend/display/jsonmessage.go).
 */
export function hasAudience(
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
