#!/usr/bin/env node
import { run } from "./command-line/run.js";

void run(process.argv.slice(2)).then((status) => {
  // A command that failed may leave calls waiting for slots, which would keep the process alive.
  const exit = () => process.exit(status);
  // A pipe takes a long text in parts, unless its reader has ended.
  process.stdout.once("error", exit).write("", exit);
});
