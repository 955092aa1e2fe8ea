import 'server-only';
import { asRecord, type UncheckedObject } from '@/lib/messages/parts/unchecked';

const MAX_DEPTH = 2;
const MAX_NODES = 40;
/** Members of one object that are looked at. */
const MAX_MEMBERS = 60;

export type PayloadNode = {
  record: UncheckedObject;
  path: string;
  depth: number;
  /** The first of several: what it says counts, its name does not stand for all. */
  isOneOfSeveral: boolean;
};

/**
 * The objects of a payload and their dotted paths, level by level from the top; of a list its first entry. A list
 * alone is its only entry, and several entries are none.
 */
export function nodesOf(payload: unknown): PayloadNode[] {
  const alone = Array.isArray(payload) && payload.length === 1;
  const top = asRecord(alone ? payload[0] : payload);
  const nodes: PayloadNode[] = top
    ? [{ record: top, path: alone ? '0' : '', depth: 0, isOneOfSeveral: false }]
    : [];
  for (let at = 0; at < nodes.length && nodes.length < MAX_NODES; at++) {
    const { record, path, depth } = nodes[at]!;
    if (depth === MAX_DEPTH) break;
    for (const [key, value] of Object.entries(record).slice(0, MAX_MEMBERS)) {
      const isList = Array.isArray(value);
      const inner = asRecord(isList ? value[0] : value);
      const name = `${path === '' ? '' : `${path}.`}${key}${isList ? '.0' : ''}`;
      const isOneOfSeveral = isList && value.length > 1;
      if (inner) nodes.push({ record: inner, path: name, depth: depth + 1, isOneOfSeveral });
    }
  }
  return nodes.slice(0, MAX_NODES);
}
