/** Calls of the functions that prelude.mjs leaves in the engine. */

export function call(context, prelude, name, ...values) {
  const method = context.getProp(prelude, name);
  const result = context.callFunction(method, context.undefined, ...values);
  method.dispose();
  return result;
}

/** The string that a prelude function returns, or undefined. */
export function ask(context, prelude, name) {
  const result = call(context, prelude, name);
  if (result.error) {
    result.error.dispose();
    return undefined;
  }
  const text = context.typeof(result.value) === 'string' ? context.getString(result.value) : undefined;
  result.value.dispose();
  return text;
}

export function truth(context, prelude, name) {
  const result = call(context, prelude, name);
  const handle = result.error ?? result.value;
  const yes = !result.error && context.dump(handle) === true;
  handle.dispose();
  return yes;
}

/** False when the engine could not be cleared (it asserts that nothing is left); it must not be used again. */
export function dispose(...disposables) {
  try {
    for (const disposable of disposables) if (disposable?.alive) disposable.dispose();
    return true;
  } catch {
    return false;
  }
}
