import { Code, Prose } from '@/components/api-reference/prose';
import { PublicHeader } from '@/components/api-reference/public-header';
import { ReferenceSection } from '@/components/api-reference/reference-section';
import { CodeBlock } from '@/components/ui/text/code-block';
import { Link } from '@/components/ui/text/link';
import type { Recipe } from '@/lib/shell-guide/recipes';

type ShellGuideProps = { recipes: readonly Recipe[]; signedIn: boolean };

/** Recipes for scripts and cron jobs. Needs no script of its own. */
export function ShellGuide({ recipes, signedIn }: ShellGuideProps) {
  return (
    <>
      <PublicHeader signedIn={signedIn} />
      <main className="mx-auto w-full max-w-200 px-4 pb-16 sm:px-6">
        <div className="pt-8 pb-8">
          <h1 className="font-semibold text-xl tracking-tight">Posting from a shell</h1>
          <p className="mt-2 max-w-[72ch] text-pretty text-md text-text-muted">
            Lines for scripts and cron jobs, with bash and curl. Copy them as they are.
          </p>
          <p className="mt-3 max-w-[72ch]">
            What else a message may hold, and what each refusal means:{' '}
            <Link href="/docs/api" className="text-accent-text underline underline-offset-2">
              API reference
            </Link>
          </p>
          <nav aria-label="Contents" className="mt-5">
            <ul className="flex flex-col gap-px">
              {recipes.map(({ id, title }) => (
                <li key={id}>
                  <a
                    href={`#${id}`}
                    className="inline-flex min-h-7 items-center rounded-sm text-accent-text underline underline-offset-2 pointer-coarse:min-h-10"
                  >
                    {title}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
        {recipes.map(({ id, title, text, code, file, after }) => (
          <ReferenceSection key={id} anchor={id} title={title}>
            <Prose text={text} />
            <CodeBlock language={file ?? 'bash'} code={code} />
            {after && (
              <p className="max-w-[72ch] text-pretty text-text-muted">
                <Code text={after} />
              </p>
            )}
          </ReferenceSection>
        ))}
      </main>
    </>
  );
}
