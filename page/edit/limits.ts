/** Meta's limits. Characters are counted in code points: the unit is not published. */
export const LIMITS = { prompts: 4, prompt: 80, commands: 30, commandName: 32, commandDescription: 256 } as const;

export function lengthOf(text: string): number {
  return Array.from(text).length;
}
