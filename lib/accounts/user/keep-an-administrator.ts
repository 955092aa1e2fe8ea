import 'server-only';
import { AppError } from '@/lib/errors';

/**
 * Runs a change of somebody's role or status. The database (its trigger `user_last_administrator`) refuses a change
 * that would leave no active administrator, also of two at once.
 * @throws {AppError} `conflict` for such a change.
 */
export async function keepingAnAdministrator<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    if (!(error instanceof Error) || !error.message.includes('user_last_administrator')) throw error;
    throw new AppError(
      'conflict',
      'This is the last active administrator. Make somebody else an administrator first.',
    );
  }
}
