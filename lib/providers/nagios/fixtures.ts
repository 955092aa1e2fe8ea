import type { Fixture } from '../fixture';

const MACROS = 'https://assets.nagios.com/downloads/nagioscore/docs/nagioscore/4/en/macrolist.html';
const ICINGA = 'https://icinga.com/docs/icinga-2/latest/doc/03-monitoring-basics/#notification-commands';
const CHECKMK = 'https://docs.checkmk.com/latest/en/notifications_webhooks.html';

const call = (name: string, event: string, document: string, body: Fixture['body']): Fixture => ({
  name,
  event,
  document,
  headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'curl/7.88.1' },
  body,
});
const disk = {
  NOTIFICATIONTYPE: 'PROBLEM',
  HOSTNAME: 'db_1',
  HOSTADDRESS: '10.0.0.7',
  SERVICEDESC: 'Disk [/var]',
  SERVICESTATE: 'CRITICAL',
  SERVICEOUTPUT: 'DISK CRITICAL - free space: *2 %* of /var',
  HOSTSTATE: 'UP',
  NOTIFICATIONAUTHOR: '',
  NOTIFICATIONCOMMENT: '',
};

export const nagiosFixtures: Fixture[] = [
  call('a service is critical', 'problem', MACROS, disk),
  call('the service is well again', 'recovery', MACROS, {
    ...disk,
    NOTIFICATIONTYPE: 'RECOVERY',
    SERVICESTATE: 'OK',
    SERVICEOUTPUT: 'DISK OK - free space: 41 % of /var',
  }),
  call('somebody acknowledges it', 'acknowledgement', MACROS, {
    ...disk,
    NOTIFICATIONTYPE: 'ACKNOWLEDGEMENT',
    NOTIFICATIONAUTHOR: 'Mona Lisa',
    NOTIFICATIONCOMMENT: 'Removing old logs, see {@all}',
  }),
  call('a host is down, macros that are not set as they stand', 'problem', MACROS, {
    NOTIFICATIONTYPE: 'PROBLEM',
    HOSTNAME: 'router-2',
    HOSTADDRESS: 'router-2',
    HOSTSTATE: 'DOWN',
    HOSTOUTPUT: 'CRITICAL - Host Unreachable (10.0.0.1)',
    HOSTNOTESURL: 'https://wiki.example/router-2',
    SERVICEDESC: '$SERVICEDESC$',
    SERVICESTATE: '$',
    SERVICEOUTPUT: '$SERVICEOUTPUT$',
  }),
  call('a downtime begins', 'downtimestart', MACROS, {
    ...disk,
    NOTIFICATIONTYPE: 'DOWNTIMESTART',
    SERVICESTATE: 'OK',
    SERVICEOUTPUT: 'DISK OK',
  }),
  call('Icinga 2, in its own names', 'problem', ICINGA, {
    notification_type: 'Problem',
    host_name: 'web-1',
    host_display_name: 'Web server 1',
    service_name: 'ping4',
    service_state: 'Warning',
    service_output: 'PING WARNING - Packet loss = 20%, RTA = 130.05 ms',
  }),
  call('Checkmk, the variables of a script', 'flappingstart', CHECKMK, {
    NOTIFY_NOTIFICATIONTYPE: 'FLAPPINGSTART',
    NOTIFY_WHAT: 'SERVICE',
    NOTIFY_HOSTNAME: 'web-1',
    NOTIFY_SERVICEDESC: 'CPU load',
    NOTIFY_SERVICESTATE: 'WARNING',
    NOTIFY_SERVICEOUTPUT: '15 min load: 9.84 (warn/crit at 8.00/12.00)',
  }),
];
