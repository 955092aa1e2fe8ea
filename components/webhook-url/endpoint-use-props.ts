import type { SampleName } from '@/lib/trial-calls/dto';
import type { TestCallChoice } from '@/lib/trial-calls/schema';
import type { EndpointUrl } from '@/lib/webhooks/endpoints/urls';

/** What the parts below a chosen target are told of it. */
export type EndpointUseProps = {
  tokenId: string;
  /** What was chosen, for the server. */
  choice: Pick<TestCallChoice, 'module' | 'option'>;
  /** The endpoints as shown, with dots for secrets until they are revealed. */
  endpoints: readonly Pick<EndpointUrl, 'id' | 'label' | 'url'>[];
  /** What the history calls the target of calls to these endpoints. */
  targets: readonly string[];
  samples: readonly SampleName[];
  /** The whole URL of one endpoint, for the clipboard alone. */
  getUrl: (endpointId: string) => Promise<string>;
};
