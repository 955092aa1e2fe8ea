import 'server-only';
import { singleton } from '@/lib/singleton';

/** Callers of webhooks are answered within 5 s in any case; a person who saves can wait. */
const PATIENCE = {
  /** How long a handler may run. */
  runMs: 1_000,
  /** How long a call may wait for a thread. */
  waitMs: 2_500,
  /** How long a test run, or the check of saved code, may wait for one. */
  trialWaitMs: 10_000,
};

/** Of this process: tests are more patient, since a busy machine is slow. */
export const patience = () => singleton('handler-patience', () => ({ ...PATIENCE }));
