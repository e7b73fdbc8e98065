"use strict";

/** Preloaded into the provider's process: the client's calls start at once, so that only the work for each number shows. */
if (/[\\/]dynamic-provider/.test(process.argv[1])) {
  const { CALLS_PER_SECOND } = require("../../dist/api/pace/rate-limits.js");
  for (const operation of Object.keys(CALLS_PER_SECOND)) CALLS_PER_SECOND[operation] = 100_000;
  require("../../dist/api/pace/choose-slots.js").chooseSlots = () => undefined;
}
