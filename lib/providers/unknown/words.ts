import 'server-only';

/** The words of a member's name in lower case: `monitorFriendlyName`, `run_status`, `EVENT.NAME`. */
export function wordsOf(name: string): string[] {
  return name
    .slice(0, 100)
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => (word === '' ? [] : [word.toLowerCase()]));
}
