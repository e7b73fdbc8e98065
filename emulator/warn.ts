/** Tells the person who runs the emulator what no answer can tell. */
export function warn(message: string): void {
  process.stderr.write(`pulumi-cams: ${message}\n`);
}
