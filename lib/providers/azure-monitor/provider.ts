import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { type Fact, stateMessage } from '../draw';
import { durationBetween, utcText } from '../markup/durations';
import { idOf } from '../markup/ids';
import { asCode } from '../markup/links';
import { at, lineAt, listAt, lookUp, recordsAt, textAt } from '../markup/payload';
import type { Tone } from '../markup/tones';
import type { Provider } from '../provider';

const SEVERITIES: Readonly<Record<string, Tone>> = {
  Sev0: 'red',
  Sev1: 'red',
  Sev2: 'yellow',
  Sev3: 'blue',
  Sev4: 'grey',
};

/** Azure Monitor's alerts in the common schema. */
export const azureMonitor: Provider = {
  name: 'azure-monitor',
  title: 'Azure Monitor',
  detect: ({ payload }) => payload.schemaId === 'azureMonitorCommonAlertSchema',
  event: ({ payload }) => lineAt(payload, 'data.essentials.monitorCondition'),
  render: ({ payload }) => alert(payload),
  group: ({ payload }) => {
    const facts = at(payload, 'data.essentials');
    const key = idOf(facts, 'alertId') ?? idOf(facts, 'originAlertId');
    const state = lineAt(facts, 'monitorCondition') === 'Resolved' ? 'resolved' : 'firing';
    return key === null
      ? null
      : { key, state, began: at(facts, 'firedDateTime'), ended: at(facts, 'resolvedDateTime') };
  },
};

function alert(payload: UncheckedObject) {
  const facts = at(payload, 'data.essentials');
  const isOver = lineAt(facts, 'monitorCondition') === 'Resolved';
  const severity = lineAt(facts, 'severity');
  const took = durationBetween(at(facts, 'firedDateTime'), at(facts, 'resolvedDateTime'));
  const word = isOver ? `resolved${took === null ? '' : ` after ${took}`}` : 'fired';
  const conditions = recordsAt(payload, 'data.alertContext.condition.allOf').slice(0, 3);
  const targets = [...listAt(facts, 'configurationItems'), ...listAt(facts, 'alertTargetIDs')].flatMap(
    (one) => (typeof one === 'string' ? [one.split('/').at(-1) ?? ''] : []),
  );
  return stateMessage({
    tone: isOver ? 'green' : (lookUp(SEVERITIES, severity) ?? 'red'),
    title: [lineAt(facts, 'alertRule', 120) ?? 'Alert', word, severity].filter(Boolean).join(' · '),
    lines: [literal(textAt(facts, 'description', 1_000) ?? '')],
    facts: [
      ['resource', literal([...new Set(targets)].slice(0, 5).join(', '))],
      ...conditions.map((one): Fact => [lineAt(one, 'metricName') ?? 'condition', comparison(one)]),
      ['signal', literal(lineAt(facts, 'signalType') ?? '')],
      ['since', utcText(at(facts, 'firedDateTime'))],
    ],
    links: [
      ['Open alert', at(facts, 'investigationLink')],
      ['Search results', conditions[0]?.linkToSearchResultsUI],
    ],
  });
}

const OPERATORS: Readonly<Record<string, string>> = {
  GreaterThan: '>',
  GreaterThanOrEqual: '≥',
  LessThan: '<',
  LessThanOrEqual: '≤',
};

/** The measured value against its limit: `97 > 90`. */
function comparison(condition: UncheckedObject): string {
  const value = lineAt(condition, 'metricValue');
  const operator = lineAt(condition, 'operator') ?? '';
  const limit = lineAt(condition, 'threshold');
  return asCode([value, limit && (lookUp(OPERATORS, operator) ?? operator), limit].filter(Boolean).join(' '));
}
