/* global __dirname */
"use strict";
const { createHash } = require("node:crypto");
const { readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { dirname, join, resolve } = require("node:path");
const { deserialize, serialize } = require("node:v8");
const { Script } = require("node:vm");

/**
 * Preloaded into the processes that the engine starts: half of the time that such a process takes goes into compiling
 * Pulumi's SDK and TypeScript, so the processes of one run share the compiled code, in the folder CODE_CACHE.
 */
const folder = process.env["CODE_CACHE"] ?? "";

/** What does not change during a run; a program of a test does. */
const UNCHANGING = ["node_modules", "dist"].map((name) => join(resolve(__dirname, "../.."), name, "/"));
const isUnchanging = (file) => UNCHANGING.some((path) => file.startsWith(path));

/** Code from a cache cannot import: https://github.com/nodejs/node/issues/43663 */
const IMPORTS = /(\bawait |\breturn |=> ?)import\(/;

const main = process.argv[1] ?? "";
// Newer versions of Node.js have such a cache: https://nodejs.org/api/module.html#module-compile-cache
if (Module.enableCompileCache) Module.enableCompileCache(folder);
else if (isUnchanging(main)) shareCode(join(folder, createHash("sha256").update(main).digest("hex")));

/** Keeps the code of one kind of process in a file. */
function shareCode(file) {
  const known = read(file);
  const added = new Map();
  const compile = Module.prototype._compile;
  Module.prototype._compile = function (content, filename) {
    if (!isUnchanging(filename) || IMPORTS.test(content)) return compile.call(this, content, filename);
    const cachedData = known.get(filename);
    const script = new Script(Module.wrap(content.replace(/^#!.*/, "")), { filename, cachedData });
    if (cachedData === undefined) added.set(filename, script);
    const run = script.runInThisContext();
    return run.call(this.exports, this.exports, requireOf(this), this, filename, dirname(filename));
  };
  process.once("exit", () => {
    if (added.size === 0) return;
    const all = new Map([...read(file), ...[...added].map(([name, script]) => [name, script.createCachedData()])]);
    const beside = `${file}.${process.pid}`;
    writeFileSync(beside, serialize(all));
    renameSync(beside, file);
  });
}

function read(file) {
  try {
    return deserialize(readFileSync(file));
  } catch (error) {
    if (error.code === "ENOENT") return new Map();
    throw error;
  }
}

/** The `require` of a module, as Node.js makes it. */
function requireOf(module) {
  const require = (id) => module.require(id);
  require.resolve = (request, options) => Module._resolveFilename(request, module, false, options);
  require.resolve.paths = (request) => Module._resolveLookupPaths(request, module);
  return Object.assign(require, { main: process.mainModule, extensions: Module._extensions, cache: Module._cache });
}
