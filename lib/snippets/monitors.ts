import { type Target, type Tool, urlWithKey } from './snippet';
import { zabbixMediaType } from './zabbix-media-type';

/** Services that send their own events in a form of their own. */

const incomingOnly = ['incoming'] as const;

export const grafana: Tool = {
  id: 'grafana',
  label: 'Grafana',
  takes: incomingOnly,
  snippets: ({ url, key }) => [
    {
      title: 'URL',
      note: 'Alerting → Contact points → Add contact point, integration Webhook.',
      code: url,
    },
    {
      title: 'Authorization header: credentials',
      note: 'Under the optional settings; the scheme is Bearer.',
      code: key,
    },
    {
      title: 'Or the contact point as a file',
      note: 'provisioning/alerting/postern.yaml',
      code: `apiVersion: 1
contactPoints:
  - orgId: 1
    name: Postern
    receivers:
      - uid: postern
        type: webhook
        settings:
          url: '${url}'
          httpMethod: POST
          authorization_scheme: Bearer
          authorization_credentials: '${key}'`,
    },
  ],
};

export const alertmanager: Tool = {
  id: 'alertmanager',
  label: 'Alertmanager',
  takes: incomingOnly,
  snippets: ({ url, key }) => [
    {
      title: 'alertmanager.yml',
      note: 'A receiver, and a route that leads to it. What is resolved is sent, too.',
      code: `route:
  receiver: postern
receivers:
  - name: postern
    webhook_configs:
      - url: '${url}'
        send_resolved: true
        http_config:
          authorization:
            type: Bearer
            credentials: '${key}'`,
    },
  ],
};

export const uptimeKuma: Tool = {
  id: 'uptime-kuma',
  label: 'Uptime Kuma',
  takes: incomingOnly,
  snippets: ({ url, key }) => [
    {
      title: 'Post URL',
      note: 'Settings → Notifications → Setup Notification, type Webhook; request body: Preset - application/json.',
      code: url,
    },
    {
      title: 'Additional headers',
      note: 'Switch Additional Headers on.',
      code: JSON.stringify({ Authorization: `Bearer ${key}` }, null, 2),
    },
  ],
};

export const zabbix: Tool = {
  id: 'zabbix',
  label: 'Zabbix',
  takes: incomingOnly,
  snippets: ({ url, key }) => [
    {
      title: 'Media type as a file',
      note: 'Alerts → Media types → Import, for Zabbix 6.0 and newer; then give a user this media and an action. The key is a parameter of the media type.',
      code: zabbixMediaType(url, key),
    },
  ],
};

export const anyService: Tool = {
  id: 'any-service',
  label: 'Anything with a URL field',
  takes: incomingOnly,
  snippets: (target: Target) => [
    {
      title: 'Webhook URL',
      note: 'For GitHub, Jira, Sentry, Stripe and whatever else knows nothing but a URL. If it asks for a content type: application/json.',
      code: urlWithKey(target),
    },
  ],
};
