import { API_PREFIX, type Endpoint } from '@/lib/webhooks/endpoints/table';
import { TOKEN_PLACEHOLDER } from '@/lib/webhooks/endpoints/urls';
import type { OpenApiDocument, Operation, Parameter } from './parts/types';

export const APP_KEY_PLACEHOLDER = 'paste_app_key_here';

/** The endpoint's main operation: POST if it takes that. */
export function mainOperation(document: OpenApiDocument, { path }: Endpoint): Operation {
  const item = document.paths[`${API_PREFIX}${path}`];
  const operation = item?.post ?? item?.get;
  if (!operation) throw new Error(`${path} is not in the document`);
  return operation;
}

/** A call of the endpoint for a terminal, with placeholders for the secrets. Browser-safe. */
export function curlExample(document: OpenApiDocument, endpoint: Endpoint): string {
  const operation = mainOperation(document, endpoint);
  const query = new URLSearchParams(
    endpoint.credentials.map((name) => [name, name === 'appkey' ? APP_KEY_PLACEHOLDER : TOKEN_PLACEHOLDER]),
  );
  const path = `${API_PREFIX}${endpoint.path}`.replace(/\{([^}]+)\}/, (_, name: string) =>
    String(operation.parameters.find((one): one is Parameter => 'name' in one && one.name === name)?.example),
  );
  const url = quoted(`${document.servers[0]?.url}${path}?${query}`);
  return [`curl ${url}`, ...bodyOptions(document, operation)].join(' \\\n  ');
}

function bodyOptions(document: OpenApiDocument, { requestBody }: Operation): string[] {
  const [first] = Object.entries(requestBody?.content ?? {});
  if (!first) return [];
  const [type, { examples }] = first;
  const [name = ''] = Object.keys(examples ?? {});
  const value = document.components.examples[name]?.value;
  if (type !== 'multipart/form-data') {
    return [`-H ${quoted(`Content-Type: ${type}`)}`, `-d ${quoted(JSON.stringify(value))}`];
  }
  return Object.entries(value as Record<string, string | string[]>).flatMap(([field, content]) =>
    Array.isArray(content)
      ? content.map((file) => `-F ${quoted(`${field}=@${file}`)}`)
      : [`-F ${quoted(`${field}=${content}`)}`],
  );
}

/** Quotes any text as one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
