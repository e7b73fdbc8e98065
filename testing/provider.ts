/** What the mocks take from the provider: what a check reports, and the ids. The rules are in `settings/`. */
export { failuresOf } from "../provider/lifecycle/check-failures.js";
export { formatId, parseId } from "../provider/lifecycle/number-id.js";
