/**
 * Mocks for unit tests of Pulumi programs.
 *
 * @module pulumi-cams/testing
 */
export { camsMocks } from "./mocks.js";
