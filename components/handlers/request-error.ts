import { isGated, RequestFailed } from '@/components/ui/requests/fetch-json';

/** A refused request's message and the field it is about; null where the gate opens. */
export function requestError(error: Error | null): { field?: string; message: string } | null {
  if (!error || isGated(error)) return null;
  return { message: error.message, field: error instanceof RequestFailed ? error.field : undefined };
}
