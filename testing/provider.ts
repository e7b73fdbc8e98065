/** What the mocks and the provider share, besides the rules of the settings: what a check reports, and the ids. */
export { failuresOf } from "../provider/lifecycle/check-failures.js";
export { formatId, parseId } from "../provider/lifecycle/number-id.js";
