import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import { asRecord, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import { readJsonWithin } from '@/lib/webhooks/body/json-text';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import { eventMessage, stateMessage } from '../draw';
import { utcText } from '../markup/durations';
import { codeBlock } from '../markup/foreign-text';
import { idOf } from '../markup/ids';
import { asCode } from '../markup/links';
import { at, lineAt, lookUp, textAt } from '../markup/payload';
import type { Tone } from '../markup/tones';
import type { Group, Provider } from '../provider';
import { renderUnknown } from '../unknown/render-unknown';

/** Amazon SNS over HTTP: its confirmation, CloudWatch's alarms, and any other message of a topic. */
export const awsSns: Provider = {
  name: 'aws-sns',
  title: 'Amazon SNS',
  detect: ({ headers, payload }) =>
    headers['x-amz-sns-message-type'] !== undefined ||
    (typeof payload.TopicArn === 'string' && typeof payload.Type === 'string'),
  event: ({ payload }) => lineAt(payload, 'Type'),
  render: ({ payload }) => {
    switch (payload.Type) {
      case 'SubscriptionConfirmation':
        return stateMessage({
          tone: 'blue',
          title: `Topic ${topicOf(payload)} · waits to be confirmed`,
          lines: ['Open the link if this topic is meant to post here.'],
          links: [['Confirm subscription', payload.SubscribeURL]],
        });
      case 'UnsubscribeConfirmation':
        return eventMessage([`Topic ${literal(topicOf(payload))} no longer posts here`]);
      case 'Notification':
        return notification(payload);
      default:
        return null;
    }
  },
  group: ({ payload }) => {
    const alarm = payload.Type === 'Notification' ? alarmIn(payload.Message) : undefined;
    const key = idOf(alarm, 'AlarmArn') ?? idOf(alarm, 'Region', 'AlarmName') ?? idOf(alarm, 'AlarmName');
    const state = { ALARM: 'firing', OK: 'resolved' } as const;
    const now = lookUp<Group['state']>(state, lineAt(alarm, 'NewStateValue')) ?? null;
    return key === null ? null : { key, state: now };
  },
  dedupeId: ({ headers, payload }) => idOf(payload, 'MessageId') ?? headers['x-amz-sns-message-id'] ?? null,
};

/** The last part of the topic's ARN. */
function topicOf(payload: UncheckedObject): string {
  return (lineAt(payload, 'TopicArn') ?? 'of no name').split(':').at(-1) || 'of no name';
}

const STATES: Readonly<Record<string, [word: string, tone: Tone]>> = {
  ALARM: ['alarm', 'red'],
  OK: ['ok', 'green'],
  INSUFFICIENT_DATA: ['insufficient data', 'yellow'],
};

function notification(payload: UncheckedObject) {
  const alarm = alarmIn(payload.Message);
  if (!alarm) return plainNotification(payload);
  const state = lineAt(alarm, 'NewStateValue') ?? '';
  const [word, tone] = lookUp(STATES, state) ?? [state || 'changed', 'grey'];
  return stateMessage({
    tone,
    title: `${lineAt(alarm, 'AlarmName', 150) ?? 'Alarm'} · ${word}`,
    lines: [alarm.AlarmDescription, alarm.NewStateReason].map((text) =>
      literal(textAt({ text }, 'text', 1_000) ?? ''),
    ),
    facts: [
      ['metric', asCode(at(alarm, 'Trigger.MetricName'))],
      ['region', literal(lineAt(alarm, 'Region') ?? '')],
      ['since', utcText(alarm.StateChangeTime)],
    ],
  });
}

function alarmIn(message: unknown): UncheckedObject | undefined {
  const parsed = objectIn(message);
  return parsed?.AlarmName === undefined ? undefined : parsed;
}

function objectIn(message: unknown): UncheckedObject | undefined {
  if (typeof message !== 'string' || !message.trimStart().startsWith('{')) return undefined;
  return asRecord(readJsonWithin(message)?.value);
}

/** An event of another service of AWS, in JSON, or a text. */
function plainNotification(payload: UncheckedObject): WireMessage {
  const subject = lineAt(payload, 'Subject') ?? topicOf(payload);
  const value = objectIn(payload.Message);
  if (value) {
    const { text = null, slides } = renderUnknown({
      method: 'POST',
      headers: {},
      params: [],
      body: { value, kind: 'json' },
    });
    return { ...eventMessage([`*${literal(subject)}*`, text]), ...(slides ? { slides } : {}) };
  }
  const text = textAt(payload, 'Message', 3_000);
  // An address in a code block could not be followed.
  const isSet = text !== null && /\n|^[{[]/.test(text.trim()) && !/https?:\/\/[^\s/]/i.test(text);
  return eventMessage([
    `*${literal(subject)}*`,
    text && (isSet ? codeBlock(text, 3_500) : literal(text.trim())),
  ]);
}
