import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { findCodeGenerator } from "./languages.mjs";
import { main, root, setUp } from "./setup.mjs";

const SCHEMA = join(root, "plugin", "schema.json");
const START = "\n\n{{% examples %}}";

/**
 * `npm run examples`: converts the examples of the plugin's schema, which are written in YAML in examples/schema, to the
 * other languages, with Pulumi's own generators, and writes all of them into the schema.
 */
await main(async () => {
  await setUp({ engine: false });
  const schema = JSON.parse(readFileSync(SCHEMA, "utf8"));
  const subjects = { Provider: schema.provider };
  for (const [token, resource] of Object.entries(schema.resources)) subjects[token.split(":").at(-1)] = resource;
  const programs = Object.fromEntries(Object.keys(subjects).map((name) => [name, exampleOf(name)]));
  for (const [name, converted] of Object.entries(await convert(programs))) {
    const [words] = subjects[name].description.split(START);
    subjects[name].description = words + section({ ...converted, yaml: programs[name] });
  }
  const options = { ...(await resolveConfig(SCHEMA)), filepath: SCHEMA };
  writeFileSync(SCHEMA, await format(JSON.stringify(schema, null, 2), options));
  return 0;
});

function exampleOf(name) {
  return readFileSync(join(root, "examples", "schema", `${name}.yaml`), "utf8");
}

async function convert(programs) {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const options = { input: JSON.stringify(programs), encoding: "utf8" };
  const ran = spawnSync(await findCodeGenerator(), ["programs", SCHEMA, version], options);
  if (ran.status !== 0) throw new Error(`The examples cannot be converted.\n${ran.stderr}`);
  return JSON.parse(ran.stdout);
}

/** A section of examples, in the form that Pulumi's generators read, which leave each SDK those in its language. */
function section({ python, go, yaml, ...converted }) {
  // The schema's setting for this name would also name the SDK that `pulumi package add` writes, and npm would then put
  // the SDK in the place of this package, where the plugin is.
  const typescript = converted.typescript.replace('"@pulumi/cams"', '"pulumi-cams"');
  const blocks = Object.entries({ typescript, python, go, yaml }).map(
    ([language, code]) => `\`\`\`${language}\n${code.trimEnd()}\n\`\`\`\n`,
  );
  return `${START}\n## Example Usage\n\n{{% example %}}\n\n${blocks.join("\n")}\n{{% /example %}}\n{{% /examples %}}`;
}
