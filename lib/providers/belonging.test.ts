import { describe, expect, it } from 'vitest';
import { allFixtures } from './all-fixtures';
import { callOf } from './fixture';
import { understandForeign } from './render-foreign';

const all = Object.entries(allFixtures).flatMap(([provider, fixtures]) =>
  fixtures.map((fixture) => ({ provider, ...fixture })),
);
function understood(provider: string, name: string, more: Record<string, unknown> = {}) {
  const fixture = all.find((one) => one.provider === provider && one.name === name)!;
  return understandForeign(callOf({ ...fixture, body: { ...fixture.body, ...more } }), { named: true });
}
const group = (...fixture: Parameters<typeof understood>) => understood(...fixture).group;

describe('what belongs together has one key', () => {
  it('a problem of Zabbix, what is done about it, and its end', () => {
    const problem = group('zabbix', 'problem, macros under their own names');
    expect(problem).toEqual({ key: 'zabbix 4711', state: 'firing' });
    expect(group('zabbix', 'problem acknowledged with a comment')).toEqual({ ...problem, state: null });
    expect(group('zabbix', 'problem resolved')).toEqual({ ...problem, state: 'resolved' });
    expect(group('zabbix', 'a host was discovered')).toBeNull();
  });

  it('a problem whose sender names no event, by its host and name', () => {
    const problem = group('zabbix', 'a short JSON of somebody');
    expect(problem?.state).toBe('firing');
    expect(group('zabbix', 'a short JSON of somebody', { status: 'OK' })).toEqual({
      ...problem,
      state: 'resolved',
    });
    expect(group('zabbix', 'a short JSON of somebody', { host: 'web-2' })?.key).not.toBe(problem?.key);
  });

  it('a check that is down, and up again', () => {
    const down = group('healthchecks', 'check is down, by $JSON');
    expect(down?.state).toBe('firing');
    expect(group('healthchecks', 'check is up again, with a period')).toEqual({ ...down, state: 'resolved' });
  });

  it('an application that is not well, and is again; not one that is under way', () => {
    const failed = group('argo-cd', 'sync failed, with context');
    expect(failed?.state).toBe('firing');
    expect(group('argo-cd', 'application deployed, as it is')).toEqual({ ...failed, state: 'resolved' });
    expect(group('argo-cd', 'a short JSON of somebody', { health: 'Progressing' })).toBeNull();
  });

  it('an order, its parcel and its refund; a dispute', () => {
    const order = group('shopify', 'refund');
    expect(order).toEqual({ key: 'shopify order 82098291 acme.myshopify.com', state: 'open' });
    expect(group('shopify', 'parcel sent')).toEqual(order);
    expect(group('shopify', 'order placed', { id: 82098291, admin_graphql_api_id: undefined })).toEqual(
      order,
    );
    const dispute = group('shopify', 'dispute to be answered');
    expect(dispute?.state).toBe('firing');
    expect(group('shopify', 'dispute to be answered', { status: 'won' })).toEqual({
      ...dispute,
      state: 'resolved',
    });
  });

  it('alerts of a script, whose state stands above them', () => {
    const over = group('alertmanager', 'one alert of a script, over, its state above it');
    const firing = group('alertmanager', 'one alert of a script, over, its state above it', {
      status: 'firing',
    });
    expect([firing?.key, firing?.state, over?.state]).toEqual([over?.key, 'firing', 'resolved']);
  });

  it("an event's payload of a known service, as without the event", () => {
    const inside = group('cloud-events', "Alertmanager's alert, in headers", { groupKey: 'disk' });
    expect(inside).toMatchObject({ key: 'alertmanager disk', state: 'firing' });
  });
});

describe('a repeated delivery is recognised', () => {
  it("by Shopify's id for it", () => {
    expect(understood('shopify', 'order placed').delivery).toEqual({
      provider: 'shopify',
      id: 'b54557e4-bdd9-4b37-8a5f-bf7d70bcd043',
      isInBody: false,
    });
  });

  it("by the event's id and source, also around another service's payload; another event with the id of an example is another", () => {
    const one = understood('cloud-events', 'event in JSON').delivery;
    expect(one).toEqual(understood('cloud-events', 'event in JSON').delivery);
    expect(one?.id).toContain('A234-1234-1234');
    for (const more of [{ id: 'B' }, { source: '/x' }, { type: 'other' }, { subject: 'x' }])
      expect(understood('cloud-events', 'event in JSON', more).delivery).not.toEqual(one);
    expect(understood('cloud-events', "GitHub's push in an event").delivery?.provider).toBe('cloud-events');
  });
});
