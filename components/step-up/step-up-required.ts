/** Those who can answer with the gate; what was opened last is at the end. */
const gates: (() => void)[] = [];

/** Says that a call of the module was refused because the step-up is over. One gate answers: that of what was opened last. */
export function announceStepUpRequired() {
  gates.at(-1)?.();
}

/** Calls back at such refusals, unless something that is opened later does; returns how to stop. */
export function onStepUpRequired(callback: () => void): () => void {
  gates.push(callback);
  return () => void gates.splice(gates.indexOf(callback), 1);
}
