import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import { eventMessage } from '../draw';
import { asCode, linked } from '../markup/links';
import { at, lineAt } from '../markup/payload';
import type { Provider } from '../provider';

/** Docker Hub: an image was pushed. */
export const dockerHub: Provider = {
  name: 'docker-hub',
  title: 'Docker Hub',
  detect: ({ payload }) =>
    at(payload, 'push_data.tag') !== undefined && typeof at(payload, 'repository.repo_name') === 'string',
  event: () => 'push',
  render: ({ payload }) => {
    const name = linked(at(payload, 'repository.repo_name'), at(payload, 'repository.repo_url'));
    const pusher = literal(lineAt(payload, 'push_data.pusher') ?? 'Somebody');
    return eventMessage([`${pusher} pushed image ${name} ${asCode(at(payload, 'push_data.tag'))}`]);
  },
};
