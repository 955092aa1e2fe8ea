import 'server-only';
import { call } from './call';
import { people } from './people';
import { sendDemoReport } from './send-demo-report';

type Credentials = { appId: string; appKey: string };
type Senders = {
  builds: string;
  monitoring: string;
  shop: string;
  scripts: string;
  orders: { sandbox: Credentials; marketplace: Credentials };
};

const JENKINS = { userAgent: 'Jenkins/2.462', sourceAddress: '198.51.100.12' };
const MONITOR = { userAgent: 'Uptime-Kuma/1.23', sourceAddress: '198.51.100.40' };
const SHOP = { userAgent: 'Shop-Webhooks/3', sourceAddress: '203.0.113.77' };

/** Makes the demonstration's history, in the order of a working day. */
export async function sendDemoCalls(senders: Senders): Promise<void> {
  await general(senders);
  await builds(senders);
  await alerts(senders);
  await orders(senders);
  await operations(senders);
  await sendDemoReport(senders.builds);
}

async function general({ builds: zapikey }: Senders) {
  await call(
    '/channelsbyname/general/message',
    { zapikey },
    {
      text: 'Welcome to *Northwind Tools*. Everything in this workspace was sent by webhooks; send your own with *Get Webhook URL*.',
    },
  );
  await call(
    '/bots/herald/incoming',
    { zapikey },
    { event: 'deploy', environment: 'staging', by: 'Maya', seconds: 48 },
  );
}

async function builds({ builds: zapikey }: Senders) {
  for (const number of [211, 212, 213, 214]) {
    await call(
      '/channelsbyname/builds/message',
      { zapikey },
      { text: `Build *#${number}* of \`main\` passed in ${number - 170} s.` },
      JENKINS,
    );
  }
  const failed = await call(
    '/channelsbyname/builds/message',
    { zapikey },
    {
      sync_message: true,
      text: 'Build *#215* of `main` failed.',
      card: { title: 'Build #215 failed', theme: 'modern-inline' },
      slides: [
        {
          type: 'table',
          title: 'Stages',
          data: {
            headers: ['Stage', 'Result', 'Seconds'],
            rows: [
              { Stage: 'install', Result: 'passed', Seconds: 12 },
              { Stage: 'unit', Result: 'passed', Seconds: 31 },
              { Stage: 'browser', Result: '2 failed', Seconds: 164 },
            ],
          },
        },
        {
          type: 'list',
          title: 'Failed',
          data: ['rename › Escape keeps the old name', 'usage › a new call appears by itself'],
        },
      ],
      buttons: [
        {
          label: 'Open build',
          type: '+',
          action: { type: 'open.url', data: { web: 'https://ci.example.com/builds/215' } },
        },
      ],
    },
    JENKINS,
  );
  const { message_id: thread_message_id } = JSON.parse(failed);
  for (const text of ['Looking: both failed on a *slow* disk.', 'Retried on another machine: passed.']) {
    const reply = { text, thread_message_id, thread_title: 'Build 215' };
    await call('/channelsbyname/builds/message', { zapikey }, reply, JENKINS);
  }
  // A refused call, which the history shows with its reason.
  await call(
    '/channelsbyname/bilds/message',
    { zapikey },
    { text: 'Build #216 passed.' },
    { ...JENKINS, expected: 'refused' },
  );
}

async function alerts({ monitoring: zapikey, scripts }: Senders) {
  await call(
    `/buddies/${people.maya.email}/message`,
    { zapikey: scripts },
    { text: 'Backup of `orders` took *41 min*, twice as long as usual.' },
  );
  const checkout = { service: 'checkout', since: '09:12 UTC', detail: 'HTTP 502 from 3 of 4 probes' };
  await call('/bots/sentinel/incoming', { zapikey }, { status: 'down', ...checkout }, MONITOR);
  await call('/bots/sentinel/incoming', { zapikey }, { status: 'resolved', ...checkout }, MONITOR);
  await call(
    '/bots/sentinel/message',
    { zapikey },
    { text: 'Maintenance of the database tonight, 22:00 to 22:30 UTC.' },
    MONITOR,
  );
}

async function orders({ shop: zapikey, orders: extension }: Senders) {
  const order = (number: string, customer: string, quantity: number) => ({
    number,
    customer,
    items: [
      { name: 'Torque wrench', quantity, price: 64.5 },
      { name: 'Bit set', quantity: 1, price: 18.9 },
    ],
  });
  const send = ({ appId, appKey }: Credentials, payload: unknown) =>
    call(`/applications/${appId}/incoming`, { appkey: appKey, zapikey }, payload, SHOP);
  await send(extension.marketplace, order('N-1042', 'Brandt & Söhne', 2));
  await send(extension.marketplace, order('N-1043', 'Atelier Moreau', 1));
  await send(extension.sandbox, order('N-0001', 'Test customer', 3));
  await call(
    '/channelsbyname/orders/message',
    { zapikey },
    { text: '*N-1042* is paid and on its way.' },
    SHOP,
  );
}

async function operations({ scripts: zapikey }: Senders) {
  await call(
    '/channelsbyname/operations/message',
    { zapikey },
    {
      text: 'Nightly backup done.',
      slides: [
        {
          type: 'label',
          title: 'Backup',
          data: [{ Size: '41.8 GB' }, { Took: '12 min' }, { Verified: 'yes' }],
        },
      ],
    },
  );
  await call(
    '/bots/diary/message',
    { zapikey },
    { text: 'Certificate of `shop.example.com` renewed until March.' },
  );
}
