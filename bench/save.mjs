import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";

/** Writes results to a file in this folder, with the date and the machine. */
export function save(file, title, results) {
  const facts = `Measured on ${new Date().toISOString().slice(0, 10)}, ${availableParallelism()} cores, Node.js ${process.versions.node}.`;
  writeFileSync(fileURLToPath(new URL(file, import.meta.url)), `# ${title}\n\n${facts}\n\n${results}`);
}
