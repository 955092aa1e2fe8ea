import 'server-only';
import { AppError } from '@/lib/errors';

/** The body limit for everything but webhooks: pages, routes, sign-in, server actions. */
export const MAX_BODY_BYTES = 256 * 1024;
const BODY_TIMEOUT_MS = 30_000;

export function bodyTooLarge(): AppError {
  return new AppError('request_too_large', 'The request body is larger than 256 KiB; send less at once.', {
    field: 'body',
    limit: MAX_BODY_BYTES,
  });
}

function bodyTooSlow(): AppError {
  return new AppError('request_timeout', 'The request body did not arrive in time; send it again.', {
    field: 'body',
  });
}

/** Whether the announced length is over the limit. */
export const announcesTooMuch = (contentLength: string | null | undefined): boolean =>
  Number(contentLength ?? 0) > MAX_BODY_BYTES;

/**
 * The body as text. Reading ends with the first byte over the limit, announced or not, and when it takes too long.
 * @throws {AppError} `request_too_large` with the limit, or `request_timeout`.
 */
export async function readBodyText(request: Request, timeoutMs = BODY_TIMEOUT_MS): Promise<string> {
  if (announcesTooMuch(request.headers.get('content-length'))) {
    void request.body?.cancel().catch(() => {});
    throw bodyTooLarge();
  }
  if (!request.body) return '';
  const reader = request.body.getReader();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(bodyTooSlow()), timeoutMs);
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), late]);
      if (done) return new TextDecoder().decode(Buffer.concat(chunks));
      size += value.length;
      if (size > MAX_BODY_BYTES) throw bodyTooLarge();
      chunks.push(value);
    }
  } catch (error) {
    void reader.cancel().catch(() => {});
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
