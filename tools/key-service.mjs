import { createServer } from "node:http";
import { text } from "node:stream/consumers";

/**
 * Stands in for the transit engine of a Vault server, with a key that leaves everything as it is: the stacks of the tests
 * keep their secrets' key there. With a passphrase, each command of the engine would derive that key by a million hashes,
 * a fifth of its processor time (pulumi/pulumi, sdk/go/common/resource/config/crypt.go). The engine encrypts the same.
 */
export async function startKeyService() {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

const PREFIX = "vault:v1:";

/** See https://developer.hashicorp.com/vault/api-docs/secret/transit. */
async function answer(request, response) {
  const { plaintext, ciphertext = "" } = JSON.parse(await text(request));
  const data = request.url.includes("/encrypt/")
    ? { ciphertext: `${PREFIX}${plaintext}` }
    : { plaintext: ciphertext.slice(PREFIX.length) };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data }));
}
