'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/forms/field';
import { Select } from '@/components/ui/forms/select';
import { Tabs } from '@/components/ui/tabs';
import { CodeBlock } from '@/components/ui/text/code-block';
import { targetOf } from '@/lib/snippets/snippet';
import { tools } from '@/lib/snippets/tools';
import { choicesFor, toolsFor } from './post-choices';

type SnippetTabsProps = {
  /** The id of the tool in view. */
  tool: string;
  onTool: (tool: string) => void;
  /** The endpoints as shown, with dots for secrets until they are revealed. */
  endpoints: readonly { id: string; url: string }[];
  /** The whole URL of one endpoint, for the clipboard alone. */
  getUrl: (endpointId: string) => Promise<string>;
};

/** How each tool posts to the chosen channel, bot or extension: code and settings to copy. */
export function SnippetTabs({ tool: toolId, onTool, endpoints, getUrl }: SnippetTabsProps) {
  const ids = endpoints.map(({ id }) => id);
  const offered = toolsFor(tools, ids);
  const [chosen, setChosen] = useState<string>();
  const tool = offered.find(({ id }) => id === toolId) ?? offered[0];
  if (!tool) return null;
  const choices = choicesFor(tool, ids);
  const choice = choices.find(({ value }) => value === chosen) ?? choices[0]!;
  const url = endpoints.find(({ id }) => id === choice.endpointId)?.url ?? '';
  const snippetsOf = (whole: string) => tool.snippets(targetOf(whole, choice.takes));
  return (
    <div>
      <h3 className="mb-2 font-semibold">Ready to use</h3>
      <Tabs
        label="Tool"
        value={tool.id}
        onChange={onTool}
        options={offered.map(({ id, label }) => ({ value: id, label }))}
      >
        <div className="flex flex-col gap-3">
          {choices.length > 1 && (
            <Field label="It sends">
              <Select
                size="sm"
                value={choice.value}
                onChange={setChosen}
                options={choices.map(({ value, label }) => ({ value, label }))}
              />
            </Field>
          )}
          {snippetsOf(url).map(({ title, note, code }, index) => (
            <div key={title} className="flex flex-col gap-1.5">
              {note && <p className="text-sm text-text-muted">{note}</p>}
              <CodeBlock
                language={title}
                wrap
                code={code}
                getValue={async () => snippetsOf(await getUrl(choice.endpointId))[index]!.code}
              />
            </div>
          ))}
        </div>
      </Tabs>
    </div>
  );
}
