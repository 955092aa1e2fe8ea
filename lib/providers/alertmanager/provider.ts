import 'server-only';
import { asRecord } from '@/lib/messages/parts/unchecked';
import { at, lineAt, listAt } from '../markup/payload';
import type { Provider } from '../provider';
import { groupOfAlerts } from './alert-group';
import { alertsMessage } from './alerts';

/** The webhook receiver of Prometheus Alertmanager. */
export const alertmanager: Provider = {
  name: 'alertmanager',
  title: 'Alertmanager',
  detect: ({ payload }) => {
    if (!Array.isArray(payload.alerts)) return false;
    const isGroup = payload.groupLabels !== undefined && payload.receiver !== undefined;
    return isGroup || payload.alerts.some(isAlert);
  },
  event: ({ payload }) => lineAt(payload, 'status') ?? lineAt(listAt(payload, 'alerts')[0], 'status'),
  render: ({ payload }) =>
    listAt(payload, 'alerts').length === 0 && lineAt(payload, 'status') === null
      ? null
      : alertsMessage(payload, [['Alertmanager', payload.externalURL]]),
  group: ({ payload }) => groupOfAlerts(payload),
};

/** Calls written by hand leave out everything around the alerts. */
function isAlert(alert: unknown): boolean {
  const hasLabels = asRecord(at(alert, 'labels')) !== undefined;
  const isStated = ['firing', 'resolved'].includes(lineAt(alert, 'status') ?? '');
  if (isStated) return hasLabels || asRecord(at(alert, 'annotations')) !== undefined;
  return hasLabels && lineAt(alert, 'labels.alertname') !== null;
}
