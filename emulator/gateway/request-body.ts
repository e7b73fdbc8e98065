import type { IncomingMessage } from "node:http";

/** Reads the bytes of a body. Returns undefined if there are more than 1 MiB; those are read but not kept. */
export async function readBody(message: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of message as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length <= LARGEST_BODY) chunks.push(chunk);
    else chunks.length = 0;
  }
  return length <= LARGEST_BODY ? Buffer.concat(chunks) : undefined;
}

const LARGEST_BODY = 1024 * 1024;
