import { expect, it } from 'vitest';
import { aReceiver, shown } from '@/test/support/alerts/receiver';
import { type NodeRed, nodeRedFile, startNodeRed } from '@/test/support/programs/node-red';

type Receiver = Awaited<ReturnType<typeof aReceiver>>;

async function through(
  settings: (receiver: Receiver) => Parameters<typeof startNodeRed>[0],
  act: (nodeRed: NodeRed, receiver: Receiver) => Promise<void>,
) {
  const receiver = await aReceiver();
  const nodeRed = await startNodeRed(settings(receiver));
  try {
    await act(nodeRed, receiver);
  } finally {
    await nodeRed.stop();
    await receiver.close();
  }
}

it("a real Node-RED's http request node posts an object with the URL alone: a title and a table", async ({
  skip,
}) => {
  skip(!nodeRedFile, 'there is no Node-RED on this machine');
  await through(
    ({ url }) => ({ url }),
    async (nodeRed, receiver) => {
      const reading = {
        title: 'Greenhouse is too warm',
        sensor: 'roof_2',
        celsius: 41.5,
        vents: { open: 2 },
      };
      expect(await nodeRed.send(reading)).toEqual({ status: 200, body: { user_ids: [receiver.user.id] } });
      const [message] = await receiver.messages();
      expect(shown(message?.text)).toBe('Greenhouse is too warm');
      expect(message?.slides).toMatchObject([
        {
          type: 'table',
          data: {
            rows: [
              ['sensor', expect.stringContaining('roof')],
              ['celsius', '41.5'],
              ['vents.open', '2'],
            ],
          },
        },
      ]);
    },
  );
}, 120_000);

it('a real Node-RED posts a text with the key in a header: the text as it was', async ({ skip }) => {
  skip(!nodeRedFile, 'there is no Node-RED on this machine');
  await through(
    ({ origin, path, token }) => ({ url: origin + path, headers: { Authorization: `Bearer ${token}` } }),
    async (nodeRed, receiver) => {
      expect((await nodeRed.send('Pump *3* stopped, see https://plant.example/3')).status).toBe(200);
      expect((await nodeRed.send('temp=41.5\nvents=2')).status).toBe(200);
      const [line, lines] = await receiver.messages();
      expect(shown(line?.text)).toBe('Pump *3* stopped, see https://plant.example/3');
      expect(shown(lines?.text)).toContain('temp=41.5\nvents=2');
    },
  );
}, 120_000);
