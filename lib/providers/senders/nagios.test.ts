import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { aReceiver, shown } from '@/test/support/alerts/receiver';
import { nagiosFile, startNagios } from '@/test/support/programs/nagios';

/** The command of the guide, with another address. */
function commandOfTheGuide(url: string): string {
  const guide = readFileSync('docs/any-service.md', 'utf8');
  const [, command = ''] = /```cfg\n([\s\S]*?)```/.exec(guide) ?? [];
  return command.replace(/"https:\/\/postern\.example\.com[^"]*"/, `"${url}"`);
}

it("a real Nagios notifies by the guide's command: a card that says what is wrong, and its recovery in the thread", async ({
  skip,
}) => {
  skip(!nagiosFile, 'there is no Nagios on this machine');
  const receiver = await aReceiver();
  const nagios = await startNagios(commandOfTheGuide(receiver.origin + receiver.path), receiver.token);
  try {
    nagios.checkSays(2, 'DISK CRITICAL - 97 % of /var, "_see_ {@all}" $HOME');
    await vi.waitFor(async () => expect(await receiver.messages()).toHaveLength(1), { timeout: 30_000 });
    const [problem] = await receiver.messages();
    expect(problem).toMatchObject({
      card: { title: 'Disk of *main* on db_1 · critical' },
      styles: { background: 'red' },
      bot: { name: 'Nagios' },
      slides: [{ type: 'label', data: [{ address: '10.0.0.7' }] }],
      buttons: [{ label: 'Notes', action: { data: { web: 'https://wiki.example/disks' } } }],
    });
    // Nagios removes characters that mean something to a shell.
    expect(shown(problem?.text)).toBe('DISK CRITICAL - 97 % of /var, _see_ {@all} HOME');

    nagios.checkSays(0, 'DISK OK - 41 % of /var');
    const end = {
      card: { title: expect.stringMatching(/^Disk of \*main\* on db_1 · ok/) },
      styles: { background: 'green' },
    };
    await vi.waitFor(async () => expect(await receiver.replies()).toMatchObject([end]), { timeout: 30_000 });
    expect(await receiver.messages()).toHaveLength(1);
  } finally {
    await nagios.stop();
    await receiver.close();
  }
}, 90_000);
