import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import { handlerReference, type ReferenceEntry } from '@/lib/handlers/reference';

type Kind = ReferenceEntry['kind'];
type Node = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>;

const WORD = /[\w$]*$/;
const of = (...kinds: Kind[]) => handlerReference.filter(({ kind }) => kinds.includes(kind));
/** Parts of the code in which nothing is completed. */
const TEXTS = new Set(['String', 'TemplateString', 'LineComment', 'BlockComment', 'RegExp']);

/** Completes what handlers are called with, what they may return, and the helpers: all from the one list of them. */
export function completeHandler(context: CompletionContext): CompletionResult | null {
  const { state, pos } = context;
  const node = syntaxTree(state).resolveInner(pos, -1);
  if (TEXTS.has(node.name)) return null;
  const before = state.sliceDoc(Math.max(0, pos - 100), pos);
  const from = pos - (WORD.exec(before)?.[0].length ?? 0);
  const path = /([\w$.?]+)\??\.[\w$]*$/.exec(before)?.[1]?.replaceAll('?', '');
  if (path !== undefined) return result(from, membersOf(withoutRequest(state, path)));
  if (from === pos && !context.explicit) return null;
  const literal = enclosing(node);
  if (literal === 'ObjectPattern') return result(from, members(of('request'), ''));
  if (literal === 'member') return null;
  if (literal === 'ObjectExpression') return result(from, of('message', 'address').map(asKey));
  const [name = 'request'] = parameterOf(state);
  return result(from, [
    ...(name.startsWith('{')
      ? []
      : [{ label: name, type: 'variable', info: 'What the handler is called with.' }]),
    ...members(of('helper'), ''),
  ]);
}

function result(from: number, options: readonly Completion[]): CompletionResult | null {
  return options.length === 0 ? null : { from, options, validFor: /^[\w$]*$/ };
}

/** `body` for `request.body`, whatever the parameter is called; else the path as it is. */
function withoutRequest(state: EditorState, path: string): { path: string; isRequest: boolean } {
  const [first = '', ...rest] = path.split('.');
  const isRequest = first === 'request' || parameterOf(state)[0] === first;
  return { path: isRequest ? rest.join('.') : path, isRequest };
}

function membersOf({ path, isRequest }: { path: string; isRequest: boolean }): Completion[] {
  return members(isRequest ? of('request') : of('request', 'helper'), path);
}

/** The names one level below `path` ('' is the top), each once. */
function members(entries: readonly ReferenceEntry[], path: string): Completion[] {
  const start = path === '' ? '' : `${path}.`;
  const found = new Map<string, Completion>();
  for (const entry of entries) {
    if (!entry.name.startsWith(start)) continue;
    const [label = '', ...deeper] = entry.name.slice(start.length).split('.');
    if (found.has(label)) continue;
    found.set(label, deeper.length > 0 ? { label, type: 'namespace' } : asCompletion(entry, label));
  }
  return [...found.values()];
}

function asCompletion({ signature, text }: ReferenceEntry, label: string): Completion {
  return {
    label,
    detail: signature,
    info: text.replaceAll('`', ''),
    type: signature.includes('=>') ? 'function' : 'property',
  };
}

function asKey(entry: ReferenceEntry): Completion {
  return { ...asCompletion(entry, entry.name), apply: `${entry.name}: ` };
}

/** Whether the place is for a key of an object that is no member of another, or of what is taken out of one. */
function enclosing(node: Node): 'ObjectExpression' | 'ObjectPattern' | 'member' | null {
  let at: Node | null = node;
  while (
    at &&
    ['PropertyDefinition', 'VariableDefinition', 'Property', 'PatternProperty', '⚠', '{', ','].includes(
      at.name,
    )
  ) {
    at = at.parent;
  }
  if (at?.name === 'ObjectExpression') return isMember(at) ? 'member' : 'ObjectExpression';
  return at?.name === 'ObjectPattern' ? 'ObjectPattern' : null;
}

function isMember({ parent }: Node): boolean {
  return parent?.name === 'Property' || (parent?.name === 'ArrayExpression' && isMember(parent));
}

/** The name of the first parameter of the script's handler, or none when there is no handler yet. */
function parameterOf(state: EditorState): [name?: string] {
  const match = /function\s+handler\s*\(\s*([\w$]+|\{)/.exec(state.doc.toString());
  return match?.[1] === undefined ? [] : [match[1]];
}
