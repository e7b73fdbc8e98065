import type { Command } from "commander";

/** The flags that override a stack's configuration. */
export interface ConfigurationFlags {
  /**
   * The stack whose configuration is read.
   *
   * @default the selected stack
   */
  stack?: string | undefined;
  /** A profile of `~/.aliyun/config.json`, instead of every credential of the stack. */
  profile?: string | undefined;
  /** Instead of `cams:endpoint`. */
  endpoint?: string | undefined;
}

/** Adds these flags to a command. */
export function addConfigurationFlags(command: Command): Command {
  return command
    .option("--stack <NAME>", "the stack whose configuration to use (default: the selected stack)")
    .option("--profile <NAME>", "a profile of ~/.aliyun/config.json, instead of the stack's credentials")
    .option("--endpoint <HOST>", "a host with an optional port, instead of cams:endpoint");
}
