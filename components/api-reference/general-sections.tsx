import { Table, Td, Th } from '@/components/ui/table';
import { CodeBlock } from '@/components/ui/text/code-block';
import type { OpenApiDocument, SecurityScheme } from '@/lib/openapi/parts/types';
import { generalSections, type TextSection } from '@/lib/openapi/texts/document';
import { Code, Prose } from './prose';
import { ReferenceSection } from './reference-section';

type Props = { document: OpenApiDocument };

/** What holds for every endpoint: credentials, URL forms, limits, retries. */
export function GeneralSections({ document }: Props) {
  const { authentication, urls, limits, retries } = generalSections;
  return (
    <>
      <Section {...authentication}>
        <Table label="Where a token may stand">
          <tbody>
            {Object.entries(document.components.securitySchemes).map(([name, scheme]) => (
              <tr key={name} className="border-b last:border-b-0">
                <Td className="whitespace-nowrap font-mono text-sm max-sm:whitespace-normal">
                  {placeOf(scheme)}
                </Td>
                <Td className="w-full">
                  <Code text={scheme.description} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Section>
      <Section {...urls}>
        <Table label="Bases of URLs">
          <tbody>
            {document.servers.map(({ url, description }) => (
              <tr key={url} className="border-b last:border-b-0">
                <Td className="wrap-anywhere font-mono text-sm">{url}</Td>
                <Td>{description}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Section>
      <Section {...limits}>
        <Headers document={document} names={['RateLimit-Policy', 'RateLimit', 'Retry-After']} />
      </Section>
      <Section {...retries}>
        <Headers document={document} names={['X-Request-Id', 'Allow']} />
        <p className="max-w-[72ch]">
          A refused call is answered with a code, a sentence, and where they help further members:
        </p>
        <CodeBlock
          language="JSON"
          wrap
          code={JSON.stringify(document.components.examples.invalid_inputs?.value, null, 2)}
        />
      </Section>
    </>
  );
}

/** The section's first paragraph stands before what is shown, the others after it. */
function Section({ anchor, title, paragraphs, children }: TextSection & { children: React.ReactNode }) {
  const [first, ...others] = paragraphs;
  return (
    <ReferenceSection anchor={anchor} title={title}>
      {first && <Prose text={first} />}
      {children}
      {others.map((text) => (
        <Prose key={text} text={text} />
      ))}
    </ReferenceSection>
  );
}

function placeOf(scheme: SecurityScheme): string {
  if (scheme.type === 'http') return 'Authorization: Bearer …';
  if (scheme.in === 'query') return `?${scheme.name}=…`;
  return scheme.name === 'Authorization' ? 'Authorization: Zoho-oauthtoken …' : `${scheme.name}: …`;
}

function Headers({ document, names }: Props & { names: string[] }) {
  return (
    <Table label="Headers of answers">
      <thead className="max-sm:sr-only">
        <tr>
          <Th>Header</Th>
          <Th>Meaning</Th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => {
          const header = document.components.headers[name];
          return (
            <tr key={name} className="border-b last:border-b-0 max-sm:flex max-sm:flex-col">
              <Td className="whitespace-nowrap align-top font-mono text-sm max-sm:h-auto! max-sm:pb-0!">
                {name}
              </Td>
              <Td className="max-sm:h-auto!">
                <Code text={header?.description ?? ''} />
                <code className="wrap-anywhere mt-1 block text-sm text-text-muted">
                  {String(header?.example)}
                </code>
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
