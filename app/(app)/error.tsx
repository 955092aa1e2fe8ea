'use client';

import { Failure } from '@/components/shell/problems/failure';

export default function AppError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <Failure error={error} onRetry={reset} />;
}
