import { Badge } from '@/components/ui/badge';
import { CodeBlock } from '@/components/ui/text/code-block';
import { type WireErrorCode, wireStatusOf } from '@/lib/errors';
import { errorAnchor, errorReference } from '@/lib/webhooks/answers/reference';
import { Code, Prose } from './prose';
import { ReferencePart, ReferenceSection } from './reference-section';

/** The codes in ascending order of status, as the reference and its navigation list them. */
export const codesInOrder = (Object.keys(wireStatusOf) as WireErrorCode[]).sort(
  (a, b) => wireStatusOf[a] - wireStatusOf[b],
);

/** Every code: when it comes, what to do, what the answer looks like. */
export function ErrorSection() {
  return (
    <ReferenceSection anchor="errors" title="Errors">
      <Prose text="Programs should go by `code` and the status; the sentences may get better. The usage history of a token lists the calls that were refused, with more for its owner’s eyes." />
      {codesInOrder.map((code) => (
        <ErrorPart key={code} code={code} />
      ))}
    </ReferenceSection>
  );
}

function ErrorPart({ code }: { code: WireErrorCode }) {
  const { when, remedy, example } = errorReference[code];
  const status = wireStatusOf[code];
  return (
    <ReferencePart
      anchor={errorAnchor(code)}
      title={
        <span className="inline-flex flex-wrap items-center gap-2">
          <code className="text-base">{code}</code>
          <Badge tone={status >= 500 ? 'danger' : 'warning'} className="font-mono">
            {status}
          </Badge>
        </span>
      }
    >
      <Prose text={when} />
      <p className="max-w-[72ch]">
        <span className="font-medium">What to do: </span>
        <Code text={remedy} />
      </p>
      <CodeBlock language="JSON" wrap copyable={false} code={JSON.stringify({ code, ...example }, null, 2)} />
    </ReferencePart>
  );
}
