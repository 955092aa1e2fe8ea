'use client';

import { useState } from 'react';
import type { SampleName } from '@/lib/trial-calls/dto';
import type { TestCallChoice } from '@/lib/trial-calls/schema';
import type { EndpointUrl } from '@/lib/webhooks/endpoint-urls';
import { FirstCall } from './first-call';
import { SendTest } from './send-test';
import { SnippetTabs } from './snippet-tabs';

export type EndpointUseProps = {
  tokenId: string;
  /** What was chosen, for the server. */
  choice: Pick<TestCallChoice, 'module' | 'option'>;
  /** As they may be shown: secrets are dots until they are revealed. */
  endpoints: readonly Pick<EndpointUrl, 'id' | 'label' | 'url'>[];
  /** What the history calls the target of calls to these endpoints. */
  targets: readonly string[];
  samples: readonly SampleName[];
  /** The whole URL of one endpoint, for the clipboard alone. */
  getUrl: (endpointId: string) => Promise<string>;
};

/** What is done with the endpoints of a channel, bot or extension: set a tool up, try it, and see its first call come. */
export function EndpointUse({ tokenId, choice, endpoints, targets, samples, getUrl }: EndpointUseProps) {
  const [tool, setTool] = useState('curl');
  return (
    <div className="flex flex-col gap-5">
      <SnippetTabs tool={tool} onTool={setTool} endpoints={endpoints} getUrl={getUrl} />
      <SendTest tokenId={tokenId} choice={choice} endpoints={endpoints} samples={samples} tool={tool} />
      <FirstCall tokenId={tokenId} module={choice.module} targets={targets} />
    </div>
  );
}
