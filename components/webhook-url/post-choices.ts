import type { Takes, Tool } from '@/lib/snippets/snippet';
import { takesOf } from '@/lib/snippets/tools';
import type { EndpointUrl } from '@/lib/webhooks/endpoints/urls';

/** One thing that can be done with an endpoint: files go below a message endpoint's URL. */
export type PostChoice = { value: string; endpointId: EndpointUrl['id']; takes: Takes; label: string };

const MESSAGE = 'A message that is ready';
const FILES = 'Files';

const choices: readonly PostChoice[] = [
  {
    value: 'channel_incoming',
    endpointId: 'channel_incoming',
    takes: 'incoming',
    label: 'Whatever it sends',
  },
  { value: 'channel_message', endpointId: 'channel_message', takes: 'message', label: MESSAGE },
  { value: 'channel_files', endpointId: 'channel_message', takes: 'files', label: FILES },
  { value: 'bot_incoming', endpointId: 'bot_incoming', takes: 'incoming', label: 'Whatever it sends' },
  { value: 'bot_message', endpointId: 'bot_message', takes: 'message', label: MESSAGE },
  { value: 'bot_files', endpointId: 'bot_message', takes: 'files', label: FILES },
  { value: 'extension_sandbox', endpointId: 'extension_sandbox', takes: 'incoming', label: 'Sandbox' },
  {
    value: 'extension_marketplace',
    endpointId: 'extension_marketplace',
    takes: 'incoming',
    label: 'Marketplace',
  },
];

/** Tools that can post to one of the endpoints. */
export function toolsFor(tools: readonly Tool[], endpointIds: readonly string[]): Tool[] {
  return tools.filter((tool) => choicesFor(tool, endpointIds).length > 0);
}

/** What a tool can do with the endpoints, what it is mostly used for first. */
export function choicesFor(tool: Tool, endpointIds: readonly string[]): PostChoice[] {
  const here = choices.filter(({ endpointId }) => endpointIds.includes(endpointId));
  const takes = takesOf(
    tool,
    here.map((choice) => choice.takes),
  );
  return takes.flatMap((kind) => here.filter((choice) => choice.takes === kind));
}
