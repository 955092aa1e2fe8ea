import type { Fixture } from '../fixture';

const WEBHOOK = 'https://www.zabbix.com/documentation/current/en/manual/config/notifications/media/webhook';
const MACROS = 'https://www.zabbix.com/documentation/current/en/manual/appendix/macros/supported_by_location';

const macros = {
  event_id: '4711',
  event_source: '0',
  event_value: '1',
  event_name: 'High CPU utilization (over 90% for 5m)',
  event_severity: 'High',
  event_nseverity: '4',
  event_opdata: 'Current utilization: 97.3 %',
  event_date: '2026.11.28',
  event_time: '09:12:31',
  event_tags: 'class:os, component:cpu, scope:performance',
  event_update_status: '0',
  event_recovery_date: '{EVENT.RECOVERY.DATE}',
  event_recovery_time: '{EVENT.RECOVERY.TIME}',
  host_name: 'db-1',
  host_ip: '10.0.0.7',
  trigger_id: '16199',
  trigger_description: 'CPU utilization is too high. The system might be slow to respond.',
  zabbix_url: 'https://zabbix.example',
};
const media = (name: string, event: string, document: string, body: Fixture['body']): Fixture => ({
  name,
  event,
  document,
  headers: { 'user-agent': 'Zabbix 7.0.5', 'content-type': 'application/json' },
  body,
});

export const zabbixFixtures: Fixture[] = [
  media('problem, macros under their own names', 'problem', MACROS, macros),
  media('problem resolved', 'resolved', MACROS, {
    ...macros,
    event_value: '0',
    event_duration: '16m 2s',
    event_recovery_date: '2026.11.28',
    event_recovery_time: '09:28:33',
  }),
  media('problem acknowledged with a comment', 'updated', MACROS, {
    ...macros,
    event_update_status: '1',
    event_update_user: 'Mona Lisa',
    event_update_action: 'acknowledged, commented',
    event_update_message: 'Backup of *db_main* is running',
  }),
  media('a short JSON of somebody', 'problem', WEBHOOK, {
    trigger_name: 'Disk [/var] is almost full',
    severity: 'Average',
    status: 'PROBLEM',
    host: 'web-1',
    url: 'https://zabbix.example/tr_events.php?triggerid=9&eventid=10',
  }),
  media('macros spelled with dots, in objects', 'resolved', MACROS, {
    event: { name: 'Interface eth0: Link down', status: 'RESOLVED', severity: 'Warning', duration: '1h 5m' },
    'HOST.NAME': 'router-2',
    'ITEM.VALUE': 'up (1)',
    'TRIGGER.ID': '22',
  }),
  media('subject and message of the default templates', 'problem', WEBHOOK, {
    URL: 'https://postern.example/api/v2/channelsbyname/ops/incoming?zapikey=1001.x',
    HTTPProxy: '',
    To: '#ops',
    Subject: 'Problem: Zabbix agent is not available',
    Message:
      'Problem started at 09:12:31 on 2026.11.28\nProblem name: Zabbix agent is not available\nHost: web-3\nSeverity: Disaster\nOperational data: not available (0)\nOriginal problem ID: 815\n',
  }),
  media('subject and message of a recovery', 'resolved', WEBHOOK, {
    alert_subject: 'Resolved in 3m 12s: Zabbix agent is not available',
    alert_message:
      'Problem has been resolved in 3m 12s at 09:15:43 on 2026.11.28\r\nProblem name: Zabbix agent is not available\r\nHost: web-3\r\nSeverity: Disaster\r\nOriginal problem ID: 815\r\n{TRIGGER.URL}',
  }),
  media("Postern's own media type", 'resolved', MACROS, {
    alert_subject: 'Resolved in 2m 5s: Disk is full',
    alert_message: 'Host: db-2',
    event_name: 'Disk is full',
    event_value: '0',
    event_severity: 'Average',
    event_opdata: '{EVENT.OPDATA}',
    event_update_status: '0',
    event_duration: '2m 5s',
    event_id: '4712',
    host_name: 'db-2',
    trigger_id: '16200',
    zabbix_url: '{$ZABBIX.URL}',
  }),
  media('a host was discovered', 'discovery', WEBHOOK, {
    event_source: '1',
    event_value: '0',
    event_update_status: '{EVENT.UPDATE.STATUS}',
    trigger_id: '{TRIGGER.ID}',
    zabbix_url: 'https://zabbix.example',
    alert_subject: 'Discovery: UP 10.0.0.44',
    alert_message: 'Discovery rule: Local network\n\nDevice IP: 10.0.0.44\nDevice status: UP',
  }),
];
