import { runJest } from "./jest.mjs";
import { findRedis } from "./redis.mjs";
import { main, setUp } from "./setup.mjs";

/** `npm test`: sets up what is missing, then runs every test; arguments go to jest. */
await main(async () => {
  const engine = await setUp();
  const redis = await findRedis();
  return await runJest(process.argv.slice(2), { PULUMI_CAMS_CLI: engine, PULUMI_CAMS_REDIS: redis });
});
