let times = 0;

/** Loads this one module anew, for its own variables; all others stay as they are, also for the files to come. */
export async function freshly<Module>(file: string): Promise<Module> {
  return (await import(/* @vite-ignore */ `/${file}?fresh=${++times}`)) as Module;
}
