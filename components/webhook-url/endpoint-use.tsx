'use client';

import { useState } from 'react';
import type { EndpointUseProps } from './endpoint-use-props';
import { FirstCall } from './first-call';
import { SendTest } from './send-test';
import { SnippetTabs } from './snippet-tabs';

/** What is done with the endpoints of a channel, bot or extension: set a tool up, try it, and see its first call come. */
export function EndpointUse({ tokenId, choice, endpoints, targets, samples, getUrl }: EndpointUseProps) {
  const [tool, setTool] = useState('curl');
  return (
    <div className="flex flex-col gap-5">
      <SnippetTabs tool={tool} onTool={setTool} endpoints={endpoints} getUrl={getUrl} />
      <SendTest tokenId={tokenId} choice={choice} endpoints={endpoints} samples={samples} tool={tool} />
      <FirstCall
        key={`${tokenId} ${choice.module} ${targets.join(' ')}`}
        tokenId={tokenId}
        module={choice.module}
        targets={targets}
      />
    </div>
  );
}
