import { startEmulator, type Emulator, type EmulatorOptions } from "../../emulator/index.js";
import { EngineProject, type ProjectOptions } from "./engine.js";
import { languageProject, type Language } from "./languages.js";

/** A project whose stack is configured for an emulator. */
export interface Stack {
  project: EngineProject;
  emulator: Emulator;
  /** The calls that the emulator has got since this was last asked, sorted, as `Get 8613000000001`. */
  calls: () => string[];
}

export interface StackOptions extends Pick<ProjectOptions, "hasPassphrase"> {
  emulator?: EmulatorOptions;
  /** The packages to link to, asked for when the flow starts; this repository's when left out. */
  nodeModules?: () => string;
  /** The language of the program, which uses the plugin; JavaScript without the plugin when left out. */
  language?: Language;
  /** Writes what has to be there before the stack is. */
  prepare?: (project: EngineProject) => void;
}

/** Runs a flow on a stack of its own, and removes the project and the emulator whatever becomes of it. */
export async function onStack(flow: (stack: Stack) => Promise<void>, options: StackOptions = {}): Promise<void> {
  const project = options.language
    ? await languageProject(options.language, options.nodeModules?.())
    : new EngineProject({ ...options, nodeModules: options.nodeModules?.() });
  const emulator = await startEmulator(options.emulator);
  try {
    options.prepare?.(project);
    await project.initStack(
      { "cams:endpoint": emulator.endpoint },
      { "cams:accessKey": emulator.accessKeyId, "cams:secretKey": emulator.accessKeySecret },
    );
    let seen = 0;
    const calls = () => {
      const requests = emulator.requests().slice(seen);
      seen += requests.length;
      return requests
        .map(({ operation, phoneNumber }) => `${operation.replace("ConversationalAutomation", "")} ${phoneNumber}`)
        .sort();
    };
    await flow({ project, emulator, calls });
  } finally {
    project.remove();
    await emulator.close();
  }
}
