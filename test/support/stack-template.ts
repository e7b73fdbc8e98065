import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A stack as `pulumi stack init` and `pulumi config set-all` leave it. */
export interface StackTemplate {
  /** The backend's file for the stack, in which `project` is the name of the project. */
  checkpoint: string;
  /** The stack's settings: what its secrets are encrypted with, then the configuration. */
  settings: string;
}

/** Where a stack is to be. */
export interface StackPlace {
  /** The folder of Pulumi.yaml. */
  folder: string;
  backendFolder: string;
  backendUrl: string;
  pulumiHome: string;
}

/** The file in which the file backend keeps a stack. */
export function checkpointFile({ folder, backendFolder }: StackPlace, stack: string): string {
  return join(backendFolder, ".pulumi", "stacks", projectOf(folder), `${stack}.json`);
}

/** Writes a stack into a backend and selects it. */
export function writeStack(place: StackPlace, stack: string, { checkpoint, settings }: StackTemplate): void {
  const project = projectOf(place.folder);
  const name = `organization/${project}/${stack}`;
  write(checkpointFile(place, stack), checkpoint.replace("organization/project/test", name));
  write(join(place.backendFolder, ".pulumi", "meta.yaml"), "version: 1\n");
  write(join(place.folder, `Pulumi.${stack}.yaml`), settings);
  // Where the engine notes the selected stack: pulumi/pulumi, sdk/go/common/workspace/workspace.go.
  const hash = createHash("sha1").update(join(place.folder, "Pulumi.yaml")).digest("hex");
  const selected = join(place.pulumiHome, "workspaces", `${project}-${hash}-workspace.json`);
  write(selected, JSON.stringify({ stacks: { [place.backendUrl]: name } }));
}

/** Sets values that are not secret, as `pulumi config set` does. */
export function setPlaintext(folder: string, stack: string, config: Record<string, string>): void {
  const file = join(folder, `Pulumi.${stack}.yaml`);
  const lines = readFileSync(file, "utf8").trimEnd().split("\n");
  if (!lines.includes("config:")) lines.push("config:");
  const entries = Object.entries(config).map(([key, value]) => {
    const whole = key.includes(":") ? key : `${projectOf(folder)}:${key}`;
    return [`  ${whole}:`, `  ${whole}: ${JSON.stringify(value)}`] as const;
  });
  const kept = lines.filter((line) => !entries.some(([start]) => line.startsWith(start)));
  writeFileSync(file, `${[...kept, ...entries.map(([, line]) => line)].join("\n")}\n`);
}

function projectOf(folder: string): string {
  const [, name] = /^name: *(\S+)$/m.exec(readFileSync(join(folder, "Pulumi.yaml"), "utf8")) ?? [];
  if (name === undefined) throw new Error(`Pulumi.yaml in ${folder} has no name.`);
  return name;
}

function write(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}
