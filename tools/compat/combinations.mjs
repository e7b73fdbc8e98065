import { OLDEST_NODE, OLDEST_PULUMI } from "../oldest-versions.mjs";
import { PROGRAMS } from "./programs.mjs";

/** The oldest Node.js that the package supports, and the newest of the later maintained lines. */
const NODES = [OLDEST_NODE, "22", "24"];

/**
 * Pulumi's SDK: the oldest that the package supports, the last for Node.js 20, and the newest. Each with the newest
 * TypeScript that it allows.
 */
const SDKS = [
  { sdk: OLDEST_PULUMI, typescript: "5.9.3", oldestNode: 20 },
  { sdk: "3.248.0", typescript: "6.0.3", oldestNode: 20 },
  { sdk: "latest", typescript: "6.0.3", oldestNode: 22 },
];

const MANAGERS = ["npm", "pnpm"];

/**
 * The installations, and the programs that run in each: those for which each of the `words` names the Node.js, the SDK,
 * the package manager or the program. The TypeScript program runs once per Node.js and SDK, with npm.
 */
export function installations(words) {
  const all = NODES.flatMap((node) =>
    SDKS.filter(({ oldestNode }) => parseInt(node) >= oldestNode).flatMap(({ sdk, typescript }) =>
      MANAGERS.map((manager) => ({ node, sdk, typescript, manager })),
    ),
  );
  return all
    .map((one) => ({ ...one, programs: Object.keys(PROGRAMS).filter((program) => isWanted(one, program, words)) }))
    .filter(({ programs }) => programs.length > 0);
}

function isWanted({ node, sdk, manager }, program, words) {
  if (program === "typescript" && manager !== "npm") return false;
  return words.every((word) => [node, sdk, manager, program].includes(word));
}
