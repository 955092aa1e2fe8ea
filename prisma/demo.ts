import 'server-only';
import { env } from '@/lib/env';
import { type DemoSummary, describeDemo } from './demo/describe-demo';

export { serve } from '@/lib/boot/serve';
export { seedDemo } from './demo/seed-demo';

/** The output of `npm run demo -- --json`. */
export function demoSummary(): Promise<DemoSummary> {
  return describeDemo(env().publicUrl.origin);
}
