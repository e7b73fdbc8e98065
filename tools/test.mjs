import { findChromium } from "./chromium.mjs";
import { runJest } from "./jest.mjs";
import { findLanguages } from "./languages.mjs";
import { findRedis } from "./redis.mjs";
import { main, setUp } from "./setup.mjs";

/** `npm test`: sets up what is missing, then runs every test; arguments go to jest. */
await main(async () => {
  const engine = await setUp();
  const languages = JSON.stringify(await findLanguages(engine));
  const redis = await findRedis();
  const variables = {
    PULUMI_CAMS_CLI: engine,
    PULUMI_CAMS_LANGUAGES: languages,
    PULUMI_CAMS_REDIS: redis,
    // Without one, what the tests are told is that there is none.
    PULUMI_CAMS_CHROMIUM: (await findChromium()) ?? "",
  };
  return await runJest(process.argv.slice(2), variables);
});
