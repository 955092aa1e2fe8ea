import { describe, expect, it } from 'vitest';
import { plainText } from '@/lib/messages/markup/ast';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import type { ForeignCall } from './foreign-call';
import { providerOf } from './registry';
import { renderForeign } from './render-foreign';

type Payload = Record<string, unknown>;
const found = (payload: Payload, headers: Record<string, string> = {}) =>
  providerOf({ headers, payload })?.name ?? 'unknown';
const call = (value: unknown, headers: ForeignCall['headers'] = {}, kind: 'json' | 'text' = 'json') =>
  renderForeign({ method: 'POST', headers, params: [], body: { value, kind } }, { named: true });
const shown = (text = '') => plainText(parseMarkup(text));

describe('alerts', () => {
  const alert = { status: 'firing', labels: { alertname: 'DiskFull', instance: 'db-1' } };

  it.each([
    ['alerts alone', { alerts: [alert] }],
    ['alerts without a state', { alerts: [{ labels: { alertname: 'DiskFull' } }] }],
    ['a state above them', { status: 'firing', alerts: [{ labels: { alertname: 'x' }, annotations: {} }] }],
    ['no labels, but annotations', { alerts: [{ status: 'resolved', annotations: { summary: 'over' } }] }],
    ['a group without alerts', { receiver: 'ops', status: 'firing', groupLabels: {}, alerts: [] }],
    ['an older version, without groupLabels', { version: '3', status: 'firing', alerts: [alert] }],
  ])("with %s are Alertmanager's", (_, payload) => {
    expect(found(payload)).toBe('alertmanager');
    expect(call(payload).card?.title).toMatch(/ · (?:firing|resolved)/);
  });

  it.each([
    ['its organisation', { orgId: 1, alerts: [alert] }],
    ['a link that only it has', { alerts: [{ ...alert, silenceURL: 'https://g.example/s' }] }],
    ['its folder', { alerts: [alert, { ...alert, labels: { grafana_folder: 'Ops' } }] }],
  ])("with %s are Grafana's", (_, payload) => expect(found(payload)).toBe('grafana'));

  it.each([
    ['of another kind', { alerts: [{ id: 7, severity: 'high', title: 'x' }] }],
    ['that are texts', { alerts: ['disk full', null] }],
    ['that are none', { alerts: [] }],
    ['with labels that name nothing', { alerts: [{ labels: ['bug'] }] }],
  ])("%s are nobody's", (_, payload) => expect(found(payload)).toBe('unknown'));
});

describe('JSON that senders write themselves', () => {
  it.each([
    ['with macros in upper case', { 'EVENT.NAME': 'x', 'EVENT.SEVERITY': 'High', 'HOST.NAME': 'a' }],
    ['with macros in camel case', { eventName: 'x', eventSeverity: 'Warning', hostName: 'a' }],
    [
      'with numbers for state and severity',
      { event_name: 'x', event_value: 1, event_nseverity: 4, trigger_id: 7 },
    ],
    ['in four fields', { trigger_name: 'x', severity: 'Disaster', status: 'PROBLEM', host: 'a' }],
    ['as a trigger', { Trigger: 'x', Status: 'PROBLEM', Severity: 'High', Host: 'a', eventid: '7' }],
    ['in three', { event_name: 'x', status: 'RESOLVED', host: 'a' }],
  ])("is Zabbix's %s", (_, payload) => {
    expect(found(payload)).toBe('zabbix');
    expect(call(payload).card?.title).toMatch(/^x on a · |^x · /);
  });

  it.each([
    ['an analytics event', { event_name: 'signup', event_id: '7', event_time: 1764321120, host: 'www' }],
    ['a job', { name: 'import', status: 'down', host: 'db-1' }],
    ['a monitor of somebody', { monitor: { id: 1, name: 'x' }, status: 'recovered', latency: 1337 }],
    ['a package of no registry', { event: 'package:shipped', name: 'parcel 7' }],
    ['a Kubernetes object', { kind: 'Pod', metadata: { name: 'web' }, status: { phase: 'Failed' } }],
    ['a health report', { app: 'shop', health: 'ok', sync: 'done' }],
    ['an event of another specification', { specversion: 'v2', type: 'x', source: 'y' }],
    ['an unfinished event', { specversion: '1.0', type: 'x', id: '1' }],
  ])("is nobody's when it is %s", (_, payload) => expect(found(payload)).toBe('unknown'));

  it('shows no macro that had no value', () => {
    const message = call({
      event_name: 'Disk full',
      event_severity: 'High',
      event_opdata: '*UNKNOWN*',
      host_name: '{HOST.NAME}',
      trigger_url: '{TRIGGER.URL}',
      trigger_description: '{$NOTE:"disk"}',
    });
    expect(message.card?.title).toBe('Disk full · problem');
    expect(JSON.stringify(message)).not.toMatch(/[{]\$?[A-Z]|UNKNOWN/);
  });

  it('leads to no URL with a key', () => {
    const url = 'https://postern.example/api/v2/channels/1/incoming?zapikey=1001.a';
    const message = call({ event_name: 'x', severity: 'High', status: 'PROBLEM', host: 'a', url });
    expect(message.buttons).toBeUndefined();
  });

  it("is Healthchecks' by who calls, whatever its fields are called", () => {
    const payload = { job: 1, check: 'backup', state: 'up' };
    expect(found(payload)).toBe('unknown');
    expect(found(payload, { 'user-agent': 'healthchecks.io' })).toBe('healthchecks');
  });

  it('never leads to the address that is a ping', () => {
    const check = { name: 'x', status: 'down', n_pings: 1, ping_url: 'https://hc-ping.com/1' };
    expect(JSON.stringify(call(check))).not.toContain('hc-ping');
  });
});

describe('CloudEvents', () => {
  const event = { specversion: '1.0', id: '1', source: '/s', type: 'com.example.done' };
  const headers = { 'ce-specversion': '1.0', 'ce-id': '1', 'ce-source': '/s', 'ce-type': 'com.example.done' };
  const push = {
    ref: 'refs/heads/main',
    commits: [],
    repository: { full_name: 'a/b' },
    sender: { login: 'mona' },
  };

  it.each([
    ['an object', { ...event, data: push }],
    ['a JSON text', { ...event, datacontenttype: 'application/json', data: JSON.stringify(push) }],
    ['base64', { ...event, data_base64: Buffer.from(JSON.stringify(push)).toString('base64') }],
  ])('with a known payload as %s show that', (_, payload) => {
    expect(call(payload)).toMatchObject({ text: 'mona pushed to `main` · a/b', bot: { name: 'GitHub' } });
  });

  it('around a known payload, in headers, show that; also with the headers of its service', () => {
    expect(call(push, headers).bot).toEqual({ name: 'GitHub' });
    expect(call({ zen: 'x', hook: {} }, { ...headers, 'x-github-event': 'ping' }).text).toContain('set up');
  });

  it.each([
    ['a text', 'all well', 'text'],
    ['a number', 7, 'json'],
    ['nothing', null, 'json'],
  ] as const)('in headers around %s are named by their type', (_, body, kind) => {
    expect(shown(call(body, headers, kind).text)).toMatch(/^com\.example\.done\nfrom \/s/);
  });

  it('that only look like a message to another chat keep their type', () => {
    for (const data of [{ text: 'hello' }, { content: 'hello' }]) {
      expect(shown(call({ ...event, data }).text)).toMatch(/^com\.example\.done\n.*\nhello/);
    }
  });

  it.each([
    ['quoted, as older senders do', '"Main \\"St\\""', 'Main "St"'],
    ['percent-encoded', 'Euro%20%E2%82%AC', 'Euro €'],
    ['not well-formed', '100%', '100%'],
  ])('have a subject that is %s', (_, subject, text) => {
    expect(shown(call({}, { ...headers, 'ce-subject': subject }).text)).toContain(
      `com.example.done · ${text}\n`,
    );
  });
});

describe('a list', () => {
  const event = (n: number) => ({ specversion: '1.0', id: `${n}`, source: '/s', type: `event.${n}` });

  it('of events is a line each: the first ten, and how many more', () => {
    const lines = shown(call(Array.from({ length: 23 }, (_, n) => event(n))).text).split('\n');
    expect(lines).toHaveLength(12);
    expect([lines[0], lines[1], lines[10], lines[11]]).toEqual([
      '23 events',
      '• event.0',
      '• event.9',
      'and 13 more',
    ]);
  });

  it('of one event is that event; its tone is that of the worst of several', () => {
    expect(call([event(1)])).toEqual(call(event(1)));
    const alert = (severity: string) => ({
      alerts: [{ status: 'firing', labels: { alertname: 'x', severity } }],
    });
    expect(call([alert('info'), alert('critical'), alert('warning')]).styles).toEqual({ background: 'red' });
  });

  it('of anything else is shown as before', () => {
    for (const list of [[], [{ text: 'a' }, { text: 'b' }], [event(1), { x: 1 }], [event(1), null], [1, 2]]) {
      expect(call(list).text ?? '').not.toContain('events');
      expect(call(list).bot).toBeUndefined();
    }
  });
});
