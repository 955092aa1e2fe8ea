type Task = () => Promise<unknown>;

const tasks = new Set<Task>();
let cleaning: Promise<void> | undefined;
let interrupted = false;

/** Registers a task for the end of the benchmark, whether it is done, failed or interrupted. Returns a function that cancels it. */
export function onCleanUp(task: Task): () => void {
  tasks.add(task);
  return () => tasks.delete(task);
}

/** Runs the tasks, the last one first. Runs them once, however often it is called. */
export function cleanUp(): Promise<void> {
  cleaning ??= undoAll();
  return cleaning;
}

async function undoAll(): Promise<void> {
  for (const task of [...tasks].reverse()) {
    await task().catch((error: unknown) => {
      if (!interrupted) console.error(error);
    });
  }
}

/** Makes Ctrl-C stop every program that was started, and then this one. */
export function cleanUpOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interrupted = true;
      void cleanUp().then(() => process.exit(130));
    });
  }
}

/** Whether a failure is only that programs were stopped by Ctrl-C. */
export function wasInterrupted(): boolean {
  return interrupted;
}
