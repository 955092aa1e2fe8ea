/** Browser-safe. */
type Rule = { pattern: string; on: boolean };

/**
 * Whether a call with these names (its event, its state) is switched off: the last rule that fits one of them
 * decides. Only `*` fits a call without names.
 */
export function isSwitchedOff(rules: readonly Rule[], names: readonly string[]): boolean {
  const known = names.map((name) => name.toLowerCase());
  const last = rules.findLast(({ pattern }) => {
    const asked = pattern.toLowerCase();
    return /^\*+$/.test(asked) || known.some((name) => fits(asked, name));
  });
  return last !== undefined && !last.on;
}

/**
 * `*` stands for any characters; the time is linear in the name, whatever the pattern. `push.*` also fits a bare
 * `push`.
 */
function fits(pattern: string, name: string): boolean {
  if (pattern === `${name}.*`) return true;
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) return pattern === name;
  const last = rest.pop() ?? '';
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last))
    return false;
  let from = first.length;
  const end = name.length - last.length;
  for (const part of rest) {
    const at = name.indexOf(part, from);
    if (at < 0 || at + part.length > end) return false;
    from = at + part.length;
  }
  return true;
}
