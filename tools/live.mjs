import { main, setUp } from "./setup.mjs";

/** `npm run live`: compares the service with the emulator. See docs/live.md. */
await main(async () => {
  await setUp({ engine: false });
  const { live } = await import(new URL("../dist/live/live.js", import.meta.url));
  return await live(process.argv.slice(2));
});
