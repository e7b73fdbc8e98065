import { FLEET_TYPE } from "../sdk/type-tokens.js";
import { open, type Properties } from "./envelopes.js";

/**
 * How many numbers a program declares, as far as the plugin can know: a fleet comes with all of its numbers, other
 * resources come one by one.
 */
export class DeclaredNumbers {
  #inFleets = 0;
  readonly #others = new Set<string>();

  addFleet(inputs: Properties): void {
    const { numbers } = open(inputs).values;
    this.#inFleets += typeof numbers === "object" && numbers !== null ? Object.keys(numbers).length : 0;
  }

  addResource(urn: string): void {
    if (!urn.includes(`${FLEET_TYPE}$`)) this.#others.add(urn);
  }

  /** Zero without a fleet: of numbers that come one by one, the total is not known before the end. */
  get total(): number {
    return this.#inFleets === 0 ? 0 : this.#inFleets + this.#others.size;
  }
}
