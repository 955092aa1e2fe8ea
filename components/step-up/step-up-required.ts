const EVENT = 'postern:step-up-required';

/** Says that a call of the module was refused because the step-up is over; the cover answers with the gate. */
export function announceStepUpRequired() {
  window.dispatchEvent(new Event(EVENT));
}

/** Calls back at every such refusal; returns how to stop. */
export function onStepUpRequired(callback: () => void): () => void {
  window.addEventListener(EVENT, callback);
  return () => window.removeEventListener(EVENT, callback);
}
