import 'server-only';
import { createFirstAccount } from '@/lib/accounts/create-first-account';
import { saveSandboxCode } from '@/lib/extensions/save-sandbox-code';
import { createBot } from '../factories/create-bot';
import { createChannel } from '../factories/create-channel';
import { createExtension } from '../factories/create-extension';
import { createToken } from '../factories/create-token';
import { createUser, signedIn } from '../factories/create-user';
import { demoPassword } from './demo-password';
import { ORDERS_HANDLER, ORDERS_HANDLER_NEXT, SENTINEL_HANDLER } from './handlers';
import { people } from './people';
import { sendDemoCalls } from './send-demo-calls';

/** Fills an empty installation with people, tokens, channels, bots, an extension, and calls that are really made. */
export async function createDemoWorkspace(): Promise<void> {
  const password = demoPassword();
  const administrator = {
    name: people.maya.name,
    email: people.maya.email,
    password,
    organizationName: 'Northwind Tools',
  };
  const client = { sourceAddress: '', userAgent: 'npm run demo' };
  const { userId } = await createFirstAccount(administrator, client, false);
  const maya = await signedIn({ id: userId, ...people.maya });
  const tomas = await createUser({ ...people.tomas, password });
  const aiko = await createUser({ ...people.aiko, password });

  const builds = await createToken(maya, { name: 'Build server' });
  const monitoring = await createToken(maya, { name: 'Monitoring' });
  await createToken(maya, { name: 'Old wiki', enabled: false });
  const shop = await createToken(tomas, { name: 'Shop' });
  const scripts = await createToken(aiko, { name: 'Backup scripts' });

  await createChannel(maya, {
    name: 'Builds',
    description: 'Results of every pipeline.',
    members: [tomas, aiko],
  });
  await createChannel(tomas, { name: 'Orders', description: 'What the shop sells.', members: [maya] });
  await createChannel(aiko, {
    name: 'Operations',
    description: 'Backups, disks, certificates.',
    access: 'PRIVATE',
    members: [maya],
  });
  await createBot(maya, {
    name: 'Sentinel',
    description: 'Turns alerts of the monitoring into cards.',
    handlerCode: SENTINEL_HANDLER,
    subscribers: [tomas, aiko],
  });
  await createBot(aiko, {
    name: 'Diary',
    description: 'Notes to myself, from scripts.',
    access: 'PERSONAL',
  });
  const orders = await createExtension(tomas, {
    name: 'Shop orders',
    description: 'Orders of the web shop, with what was bought.',
    code: ORDERS_HANDLER,
    published: true,
    note: 'Orders with their items.',
    installedBy: [maya, aiko],
  });
  // The sandbox is ahead of the published version.
  await saveSandboxCode(tomas, BigInt(orders.number), ORDERS_HANDLER_NEXT);

  await sendDemoCalls({
    builds: builds.token,
    monitoring: monitoring.token,
    shop: shop.token,
    scripts: scripts.token,
    orders,
  });
}
