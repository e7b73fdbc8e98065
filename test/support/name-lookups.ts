import dns from "node:dns";
import { afterEach, jest } from "@jest/globals";

afterEach(() => {
  jest.restoreAllMocks();
});

/** Looks up host names: the next ones do not exist, so many times, and all others are this machine's. */
export function lookUpNames(missing: number): jest.SpiedFunction<Lookup> {
  let left = missing;
  const lookup: Lookup = (hostname, _options, callback) => {
    left -= 1;
    const error = Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: "ENOTFOUND" });
    process.nextTick(callback, left >= 0 ? error : null, [{ address: "127.0.0.1", family: 4 }]);
  };
  // Of its overloads, this is the one that connections use.
  return jest
    .spyOn(dns as unknown as { lookup: Lookup }, "lookup")
    .mockReset()
    .mockImplementation(lookup);
}

type Lookup = (
  hostname: string,
  options: dns.LookupAllOptions,
  callback: (error: Error | null, addresses: dns.LookupAddress[]) => void,
) => void;
