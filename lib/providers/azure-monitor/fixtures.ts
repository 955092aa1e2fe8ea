import type { Fixture } from '../fixture';

const alert = (name: string, condition: string, more: object = {}): Fixture => ({
  name,
  event: condition,
  document: 'https://learn.microsoft.com/en-us/azure/azure-monitor/alerts/alerts-common-schema',
  body: {
    schemaId: 'azureMonitorCommonAlertSchema',
    data: {
      essentials: {
        alertId: '/subscriptions/1/providers/Microsoft.AlertsManagement/alerts/b9569717',
        alertRule: 'CPU of the shop',
        severity: 'Sev1',
        signalType: 'Metric',
        monitorCondition: condition,
        monitoringService: 'Platform',
        alertTargetIDs: [
          '/subscriptions/1/resourcegroups/shop/providers/microsoft.compute/virtualmachines/vm-7',
        ],
        configurationItems: ['vm-7'],
        firedDateTime: '2026-11-28T09:12:00.0000000Z',
        description: 'Too much to do',
        ...more,
      },
      alertContext: {
        condition: {
          windowSize: 'PT5M',
          allOf: [
            { metricName: 'Percentage CPU', operator: 'GreaterThan', threshold: '90', metricValue: 97.2 },
          ],
        },
      },
    },
  },
});

export const azureMonitorFixtures: Fixture[] = [
  alert('alert fired', 'Fired'),
  alert('alert resolved', 'Resolved', { resolvedDateTime: '2026-11-28T09:30:00.0000000Z' }),
];
