import 'server-only';
import { lineAt, listAt } from '../markup/payload';
import type { Provider } from '../provider';
import { alertsMessage } from './alerts';

/** The webhook receiver of Prometheus Alertmanager. */
export const alertmanager: Provider = {
  name: 'alertmanager',
  title: 'Alertmanager',
  detect: ({ payload }) =>
    Array.isArray(payload.alerts) && payload.groupLabels !== undefined && payload.receiver !== undefined,
  event: ({ payload }) => lineAt(payload, 'status'),
  render: ({ payload }) =>
    listAt(payload, 'alerts').length === 0 && lineAt(payload, 'status') === null
      ? null
      : alertsMessage(payload, [['Alertmanager', payload.externalURL]]),
};
