import { expect, it, vi } from 'vitest';
import { aReceiver, shown } from '@/test/support/alerts/receiver';
import { alertmanagerFile, startAlertmanager } from '@/test/support/programs/alertmanager';

it('a real Alertmanager posts an alert with its key in a header, and its end into the thread', async ({
  skip,
}) => {
  skip(!alertmanagerFile, 'there is no Prometheus Alertmanager on this machine');
  const receiver = await aReceiver();
  const manager = await startAlertmanager(receiver.origin + receiver.path, receiver.token);
  try {
    const alert = {
      labels: { alertname: 'DiskFull', instance: 'db_1:9100', severity: 'critical' },
      annotations: { summary: 'Disk of *db_1* is full', runbook_url: 'https://runbooks.example/disk' },
      generatorURL: 'http://prometheus.example/graph',
      startsAt: new Date().toISOString(),
    };
    await manager.alert(alert);
    const [firing] = await vi.waitUntil(async () => atLeast(await receiver.messages(), 1), {
      timeout: 30_000,
    });
    expect(firing).toMatchObject({
      card: { title: 'DiskFull · firing' },
      styles: { background: 'red' },
      bot: { name: 'Alertmanager' },
    });
    expect(shown(firing?.text)).toBe('Disk of *db_1* is full');
    expect(firing?.buttons?.map(({ label }) => label)).toEqual(['Runbook', 'Source', 'Alertmanager']);

    await manager.alert({ ...alert, endsAt: new Date().toISOString() });
    const end = { card: { title: expect.stringContaining('DiskFull · resolved after ') } };
    await vi.waitFor(async () => expect(await receiver.replies()).toMatchObject([end]), { timeout: 30_000 });
    expect(await receiver.messages()).toHaveLength(1);
  } finally {
    await manager.stop();
    await receiver.close();
  }
});

function atLeast<T>(list: readonly T[], count: number): readonly T[] | null {
  return list.length < count ? null : list;
}
