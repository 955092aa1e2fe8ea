import { Badge } from '@/components/ui/badge';
import { CodeBlock } from '@/components/ui/text/code-block';
import { curlExample, mainOperation } from '@/lib/openapi/curl-example';
import type { OpenApiDocument, Operation, Parameter } from '@/lib/openapi/parts/types';
import { endpointAnchor } from '@/lib/openapi/texts/endpoints';
import { errorHref, isWireErrorCode } from '@/lib/webhooks/answers/reference';
import { API_PREFIX, API_V3_PREFIX, type Endpoint, type EndpointName } from '@/lib/webhooks/endpoints/table';
import { Code, Prose } from './prose';
import { ReferencePart } from './reference-section';

type EndpointSectionProps = { document: OpenApiDocument; endpoint: Endpoint & { name: EndpointName } };

/** One endpoint: where it is, what it takes, a call to try, what it answers. */
export function EndpointSection({ document, endpoint }: EndpointSectionProps) {
  const operation = mainOperation(document, endpoint);
  return (
    <ReferencePart anchor={endpointAnchor(endpoint.name)} title={operation.summary}>
      <div className="flex flex-col gap-1 rounded border bg-surface-sunken px-3 py-2 font-mono text-sm">
        <p className="wrap-anywhere">
          {endpoint.methods.map((method) => (
            <span key={method} className="mr-2 font-semibold text-accent-text">
              {method}
            </span>
          ))}
          {API_PREFIX}
          {endpoint.path}
        </p>
        {endpoint.v3Path && (
          <p className="wrap-anywhere text-text-muted">
            also {API_V3_PREFIX}
            {endpoint.v3Path}
          </p>
        )}
      </div>
      <Prose text={operation.description} />
      <Parameters document={document} operation={operation} />
      {operation.requestBody && (
        <div>
          <h4 className="mb-1 font-medium text-sm">Body</h4>
          <Prose text={operation.requestBody.description} />
        </div>
      )}
      <CodeBlock language="curl" wrap code={curlExample(document, endpoint)} />
      <Answers document={document} operation={operation} />
    </ReferencePart>
  );
}

function Parameters({ document, operation }: { document: OpenApiDocument; operation: Operation }) {
  const parameters = operation.parameters.map((one): Parameter | undefined =>
    'name' in one ? one : document.components.parameters[one.$ref.split('/').at(-1) ?? ''],
  );
  return (
    <dl className="flex flex-col gap-2">
      {parameters.map(
        (parameter) =>
          parameter && (
            <div key={parameter.name} className="sm:grid sm:grid-cols-[12rem_1fr] sm:gap-4">
              <dt className="wrap-anywhere font-mono text-sm">
                {parameter.name} <span className="font-sans text-text-muted text-xs">{parameter.in}</span>
              </dt>
              <dd className="max-w-[72ch]">
                <Code text={parameter.description} />
              </dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Answers({ document, operation }: { document: OpenApiDocument; operation: Operation }) {
  const entries = Object.entries(operation.responses);
  const refused = entries.flatMap(([status, response]) => {
    if (!('$ref' in response)) return [];
    const shared = document.components.responses[response.$ref.split('/').at(-1) ?? ''];
    const codes = Object.keys(shared?.content?.['application/json']?.examples ?? {}).filter(isWireErrorCode);
    return codes.map((code) => ({ status, code }));
  });
  return (
    <div className="flex flex-col gap-3">
      <h4 className="font-medium text-sm">Answers</h4>
      {entries.map(([status, response]) => {
        if ('$ref' in response) return null;
        const [name] = Object.keys(response.content?.['application/json']?.examples ?? {});
        return (
          <div key={status} className="flex flex-col gap-2">
            <p className="flex items-baseline gap-2">
              <Badge tone="success" className="font-mono">
                {status}
              </Badge>
              <span>
                <Code text={response.description} />
              </span>
            </p>
            {name && (
              <CodeBlock
                language="JSON"
                wrap
                copyable={false}
                code={JSON.stringify(document.components.examples[name]?.value, null, 2)}
              />
            )}
          </div>
        );
      })}
      <ul aria-label="Refusals" className="flex flex-wrap gap-x-4 gap-y-1">
        {refused.map(({ status, code }) => (
          <li key={code}>
            <a
              href={errorHref(code)}
              className="inline-flex min-h-6 items-center gap-1.5 rounded-sm text-sm hover:underline pointer-coarse:min-h-10"
            >
              <span className="text-text-muted tabular-nums">{status}</span>
              <code className="text-accent-text">{code}</code>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
