import type { Fault, NumberSettings } from "./data.js";

/** Sets one number's settings. Returns what went wrong, if anything. */
export function setNumber(number: NumberSettings): Promise<string | undefined> {
  return send("PUT", "numbers", number);
}

/** Lets a fault wait behind the others. */
export function addFault(fault: Fault): Promise<string | undefined> {
  return send("POST", "faults", fault);
}

/** Lets these faults wait, and no others. */
export function replaceFaults(faults: readonly Fault[]): Promise<string | undefined> {
  return send("PUT", "faults", faults);
}

async function send(method: "PUT" | "POST", route: string, body: unknown): Promise<string | undefined> {
  try {
    const answer = await fetch(`/_emulator/${route}`, { method, body: JSON.stringify(body) });
    if (answer.ok) return undefined;
    const { error } = (await answer.json()) as { readonly error: string };
    return error;
  } catch {
    return "The emulator does not answer. Start it again, or look at the terminal in which it runs.";
  }
}
