import { PROGRAMS } from "./programs.mjs";

/** The oldest Node.js that the package takes, and the newest of the later lines that are maintained. */
const NODES = ["20.19.0", "22", "24"];

/**
 * Pulumi's SDK: the oldest that the package takes, the last for Node.js 20, and the newest. With the newest TypeScript
 * that each allows beside it.
 */
const SDKS = [
  { sdk: "3.216.0", typescript: "5.9.3", oldestNode: 20 },
  { sdk: "3.248.0", typescript: "6.0.3", oldestNode: 20 },
  { sdk: "latest", typescript: "6.0.3", oldestNode: 22 },
];

const MANAGERS = ["npm", "pnpm"];

/**
 * What is installed, and the programs that run in each installation: those of which each of the `words` names the Node.js,
 * the SDK, the package manager or the program. The TypeScript program runs once for each Node.js and SDK, with npm.
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
