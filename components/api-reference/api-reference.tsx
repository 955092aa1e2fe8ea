import { ChevronDown } from 'lucide-react';
import { Link } from '@/components/ui/text/link';
import { HANDLER_GUIDE_PATH, SHELL_GUIDE_PATH } from '@/lib/guide-paths';
import type { OpenApiDocument } from '@/lib/openapi/parts/types';
import { endpoints } from '@/lib/webhooks/endpoints/table';
import { EndpointSection } from './endpoint-section';
import { ErrorSection } from './error-section';
import { GeneralSections } from './general-sections';
import { MessageSection } from './message-section';
import { PublicHeader } from './public-header';
import { ReferenceNav } from './reference-nav';
import { ReferenceSection } from './reference-section';

type ApiReferenceProps = { document: OpenApiDocument; signedIn: boolean };

/** The OpenAPI document to read. Needs no script: the contents of a phone open as a `details`. */
export function ApiReference({ document, signedIn }: ApiReferenceProps) {
  return (
    <>
      <PublicHeader signedIn={signedIn} />
      <div className="mx-auto flex w-full max-w-292 gap-10 px-4 sm:px-6">
        <aside className="sticky top-13 hidden h-[calc(100dvh-52px)] w-60 shrink-0 overflow-y-auto pt-8 lg:block">
          <ReferenceNav />
        </aside>
        <div className="min-w-0 flex-1">
          <details className="group mt-4 rounded-lg border bg-surface-raised lg:hidden">
            <summary className="flex min-h-10 list-none items-center justify-between px-4 font-medium [&::-webkit-details-marker]:hidden">
              Contents
              <ChevronDown aria-hidden className="size-4 transition-transform group-open:rotate-180" />
            </summary>
            <div className="border-t px-2 pt-3">
              <ReferenceNav />
            </div>
          </details>
          <main className="pb-16">
            <div className="pt-8 pb-8">
              <h1 className="font-semibold text-xl tracking-tight">API reference</h1>
              <p className="mt-2 max-w-[72ch] text-pretty text-md text-text-muted">{document.info.summary}</p>
              <p className="mt-3 max-w-[72ch]">
                The URLs and bodies are Zoho Cliq’s, so an integration written for Cliq needs no more than
                another host name and a token of yours. The same reference for machines, in OpenAPI 3.1:{' '}
                <a href="/api/openapi.json" className="text-accent-text underline underline-offset-2">
                  openapi.json
                </a>
              </p>
              <p className="mt-3 max-w-[72ch]">
                Lines for scripts and cron jobs to copy:{' '}
                <Link href={SHELL_GUIDE_PATH} className="text-accent-text underline underline-offset-2">
                  Posting from a shell
                </Link>
                . For scripts of bots and extensions:{' '}
                <Link href={HANDLER_GUIDE_PATH} className="text-accent-text underline underline-offset-2">
                  Incoming handlers
                </Link>
              </p>
            </div>
            <GeneralSections document={document} />
            <ReferenceSection anchor="endpoints" title="Endpoints">
              {endpoints.map((endpoint) => (
                <EndpointSection key={endpoint.name} document={document} endpoint={endpoint} />
              ))}
            </ReferenceSection>
            <MessageSection document={document} />
            <ErrorSection />
          </main>
        </div>
      </div>
    </>
  );
}
