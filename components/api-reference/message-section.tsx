import { CodeBlock } from '@/components/ui/text/code-block';
import { messageExamples } from '@/lib/openapi/parts/message-examples';
import type { JsonSchema, OpenApiDocument } from '@/lib/openapi/parts/types';
import { schemaRows } from '@/lib/openapi/schema-rows';
import { messageSection } from '@/lib/openapi/texts/document';
import { Code, Prose } from './prose';
import { ReferencePart, ReferenceSection } from './reference-section';
import { SchemaTable } from './schema-table';

/** The parts of a message that have a table of their own. */
const parts = ['Card', 'Button'] as const;
/** The keys that every slide has; they are listed once. */
const ofEverySlide = new Set(['type', 'title', 'buttons', 'styles']);

/** The keys of a message with their limits, its parts, and examples. */
export function MessageSection({ document }: { document: OpenApiDocument }) {
  const { schemas } = document.components;
  return (
    <ReferenceSection anchor={messageSection.anchor} title={messageSection.title}>
      {messageSection.paragraphs.map((text) => (
        <Prose key={text} text={text} />
      ))}
      <SchemaTable label="Keys of a message" rows={schemaRows(schemas.Message ?? {})} />
      {parts.map((name) => (
        <ReferencePart key={name} anchor={`schema-${name}`} title={name}>
          <SchemaTable label={`Members of ${name}`} rows={schemaRows(schemas[name] ?? {})} />
        </ReferencePart>
      ))}
      <ReferencePart anchor="schema-Slide" title="Slide">
        <Prose text="Seven kinds, told apart by `type`. Each may have a `title`, `styles` and up to 5 `buttons`." />
        {schemas.Slide?.oneOf?.map((variant) => (
          <SlideKind key={String(variant.properties?.type?.const)} variant={variant} />
        ))}
      </ReferencePart>
      <ReferencePart anchor="message-examples" title="Examples">
        {Object.entries(messageExamples).map(([name, { summary, value }]) => (
          <div key={name} className="flex flex-col gap-1.5">
            <h4 className="font-medium text-sm">{summary}</h4>
            <CodeBlock
              language="JSON"
              wrap
              code={JSON.stringify(value, null, 2)}
              // Shown in full, since scrolling boxes disturb reading.
              className="[&_pre]:max-h-none"
            />
          </div>
        ))}
      </ReferencePart>
    </ReferenceSection>
  );
}

function SlideKind({ variant }: { variant: JsonSchema }) {
  const type = String(variant.properties?.type?.const);
  const rows = schemaRows(variant).filter(({ path }) => !ofEverySlide.has(path));
  return (
    <div className="flex flex-col gap-1.5">
      <h4 className="font-medium text-sm">
        <Code text={`\`${type}\``} />
      </h4>
      <SchemaTable label={`Members of a ${type} slide`} rows={rows} />
    </div>
  );
}
