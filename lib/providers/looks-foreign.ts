import 'server-only';
import { asRecord } from '@/lib/messages/loose';

/** Headers that services send with their events. */
const HEADERS = [
  'x-github-event',
  'x-gitlab-event',
  'x-event-key',
  'x-gogs-event',
  'sentry-hook-resource',
  'stripe-signature',
  'x-shopify-topic',
  'x-amz-sns-message-type',
  'ce-type',
];
/** Members that one of these together with others stands for a service or another chat's message. */
const SHAPES: readonly (readonly string[])[] = [
  ['attachments'],
  ['blocks'],
  ['embeds'],
  ['content'],
  ['cards'],
  ['cardsV2'],
  ['@type'],
  ['alerts', 'receiver'],
  ['ruleName', 'state'],
  ['repository'],
  ['object_kind'],
  ['heartbeat', 'monitor'],
  ['object', 'type', 'data'],
  ['build', 'name'],
  ['specversion'],
];

/** Whether a payload that is no message of ours looks like what a service sends by itself. */
export function looksForeign(headers: Readonly<Record<string, string>>, value: unknown): boolean {
  if (HEADERS.some((name) => headers[name] !== undefined)) return true;
  const payload = asRecord(value);
  return payload !== undefined && SHAPES.some((keys) => keys.every((key) => payload[key] !== undefined));
}
