/** The fields of a form or query; a name given more than once has a list of its values. Browser-safe. */
export function grouped(
  fields: Iterable<readonly [name: string, value: string]>,
): Record<string, string | string[]> {
  const values = new Map<string, string | string[]>();
  for (const [name, text] of fields) {
    const before = values.get(name);
    if (Array.isArray(before)) before.push(text);
    else values.set(name, before === undefined ? text : [before, text]);
  }
  return Object.fromEntries(values);
}
