import { Code, Prose } from '@/components/api-reference/prose';
import { PublicHeader } from '@/components/api-reference/public-header';
import { ReferenceSection } from '@/components/api-reference/reference-section';
import { CodeBlock } from '@/components/ui/text/code-block';
import { Link } from '@/components/ui/text/link';
import type { HandlerRecipe } from '@/lib/handlers/guide/recipes';
import { handlerSections } from '@/lib/handlers/guide/sections';
import { EntryList } from './entry-list';

type HandlerGuideProps = { recipes: readonly HandlerRecipe[]; signedIn: boolean };

/** What handlers are given, may return and may use, and recipes to copy. Needs no script of its own. */
export function HandlerGuide({ recipes, signedIn }: HandlerGuideProps) {
  return (
    <>
      <PublicHeader signedIn={signedIn} />
      <main className="mx-auto w-full max-w-200 px-4 pb-16 sm:px-6">
        <div className="pt-8 pb-8">
          <h1 className="font-semibold text-xl tracking-tight">Incoming handlers</h1>
          <p className="mt-2 max-w-[72ch] text-pretty text-md text-text-muted">
            <Code text="A handler is a function of a bot or an extension: `function handler(request)` gets each call to the incoming endpoint and returns the message to post, or nothing." />
          </p>
          <p className="mt-3 max-w-[72ch] text-pretty">
            It runs for a second at most, in a sandbox without network, files and timers. Without a handler,
            Postern makes a message of whatever comes. What the keys of a message hold:{' '}
            <Link href="/docs/api" className="text-accent-text underline underline-offset-2">
              API reference
            </Link>
          </p>
          <nav aria-label="Contents" className="mt-5 grid gap-x-8 gap-y-4 sm:grid-cols-2">
            <Contents title="What there is" entries={handlerSections} />
            <Contents title="Recipes" entries={recipes} />
          </nav>
        </div>
        {handlerSections.map(({ id, title, text, entries }) => (
          <ReferenceSection key={id} anchor={id} title={title}>
            <Prose text={text} />
            <EntryList entries={entries} />
          </ReferenceSection>
        ))}
        {recipes.map(({ id, title, text, code }) => (
          <ReferenceSection key={id} anchor={id} title={title}>
            <Prose text={text} />
            <CodeBlock language="JavaScript" code={code} />
          </ReferenceSection>
        ))}
      </main>
    </>
  );
}

type ContentsProps = { title: string; entries: readonly { id: string; title: string }[] };

function Contents({ title, entries }: ContentsProps) {
  return (
    <div>
      <p className="mb-1 font-medium text-sm text-text-muted">{title}</p>
      <ul className="flex flex-col gap-px">
        {entries.map((entry) => (
          <li key={entry.id}>
            <a
              href={`#${entry.id}`}
              className="inline-flex min-h-7 items-center rounded-sm text-accent-text underline underline-offset-2 pointer-coarse:min-h-10"
            >
              {entry.title}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
