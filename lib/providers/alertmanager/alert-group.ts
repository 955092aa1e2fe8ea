import 'server-only';
import { asRecord, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import { earliest, idOf, latest } from '../markup/ids';
import { lineAt, recordsAt } from '../markup/payload';
import type { Group } from '../provider';

/** The group of alerts as Alertmanager and Grafana name it; it is over when its last alert is. */
export function groupOfAlerts(payload: UncheckedObject): Group | null {
  const alerts = recordsAt(payload, 'alerts');
  const key =
    lineAt(payload, 'groupKey', 900) ??
    labelsOf(payload.groupLabels) ??
    idOf(alerts[0], 'fingerprint') ??
    // For a single alert that somebody wrote by hand.
    (alerts.length === 1 ? labelsOf(alerts[0]?.labels) : null);
  if (key === null) return null;
  const isOver =
    alerts.length === 0
      ? payload.status === 'resolved'
      : alerts.every((alert) => (alert.status ?? payload.status) === 'resolved');
  return {
    key,
    state: isOver ? 'resolved' : 'firing',
    began: earliest(alerts, 'startsAt'),
    ended: isOver ? latest(alerts, 'endsAt') : undefined,
  };
}

function labelsOf(labels: unknown): string | null {
  const pairs = Object.entries(asRecord(labels) ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0 ? null : JSON.stringify(pairs);
}
