'use client';

import { Puzzle } from 'lucide-react';
import { memo } from 'react';
import { useSentList } from '@/components/shell/use-sent-list';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { SearchField } from '@/components/ui/forms/search-field';
import { useSearch } from '@/components/ui/forms/use-search';
import { LinkedRow } from '@/components/ui/lists/linked-row';
import { LinkedRows } from '@/components/ui/lists/linked-rows';
import { ListPage } from '@/components/ui/page/list-page';
import { Counted } from '@/components/ui/text/counted';
import type { ExtensionSummary } from '@/lib/extensions/dto';
import { CreateExtensionDialog } from './create-extension-dialog';
import { extensionHref } from './extension-hrefs';
import { extensionKeys, fetchExtensions } from './extension-queries';
import { InstallButton } from './install-button';

/** The list has a search field from this many extensions on. */
const SEARCH_FROM = 6;

/** The person's own extensions, then the published ones of others. */
export function ExtensionList({ extensions: initial }: { extensions: ExtensionSummary[] }) {
  const extensions = useSentList(extensionKeys.all, fetchExtensions, initial);
  const { typed, setTyped, found, isSought } = useSearch(extensions, ({ name, number }) => [name, number]);
  const mine = found.filter((extension) => extension.mine);
  const others = found.filter((extension) => !extension.mine);
  return (
    <ListPage
      title="Extensions"
      description="Apps that listen to another service. You change the code in a sandbox and publish it as a version when it is right."
      noun="extension"
      CreateDialog={CreateExtensionDialog}
      empty={
        found.length > 0
          ? null
          : {
              icon: <Puzzle aria-hidden />,
              sought: isSought ? typed.trim() : null,
              text: 'An extension has two endpoints: the sandbox runs the code you are editing, the marketplace the version you have published.',
            }
      }
    >
      {extensions.length >= SEARCH_FROM && (
        <SearchField
          label="Search extensions"
          value={typed}
          onChange={setTyped}
          className="mb-3 sm:max-w-80"
        />
      )}
      <div className="flex flex-col gap-8">
        {mine.length > 0 && <Group title="Yours" extensions={mine} />}
        {others.length > 0 && <Group title="Published by others" extensions={others} />}
      </div>
    </ListPage>
  );
}

function Group({ title, extensions }: { title: string; extensions: ExtensionSummary[] }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-2 font-medium text-sm text-text-muted">{title}</h2>
      <LinkedRows of={extensions}>
        {(extension) => <ExtensionRow key={extension.number} extension={extension} />}
      </LinkedRows>
    </section>
  );
}

const ExtensionRow = memo(function ExtensionRow({ extension }: { extension: ExtensionSummary }) {
  const { number, name, description, publishedVersion, installCount, mine, owner } = extension;
  return (
    <LinkedRow
      picture={<Avatar of={name} name={name} />}
      href={extensionHref(number)}
      name={name}
      marks={
        publishedVersion === null ? (
          <Badge>Not published</Badge>
        ) : (
          <Badge tone="success">Version {publishedVersion}</Badge>
        )
      }
      description={description || (mine ? `App id ${number}` : `By ${owner.name}`)}
    >
      <span className="hidden whitespace-nowrap text-sm text-text-muted tabular-nums md:inline">
        <Counted count={installCount} one="installation" />
      </span>
      <span className="relative flex justify-end">
        {extension.installed ? <Badge>Installed</Badge> : <InstallButton extension={extension} />}
      </span>
    </LinkedRow>
  );
});
