#!/usr/bin/env node
import { run } from "./run.js";

void run(process.argv.slice(2))
  // A command that failed may leave calls waiting for slots, which would keep the process alive.
  .then((status) => process.exit(status));
