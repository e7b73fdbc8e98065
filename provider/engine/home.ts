import { inHome } from "../../api/own-folder.js";

/** Pulumi's own folder, to which every run can write; none if the system does not know the user. */
export function pulumiHome(environment: Readonly<Record<string, string | undefined>>): string[] {
  const home = environment["PULUMI_HOME"];
  return home ? [home] : inHome(".pulumi");
}
