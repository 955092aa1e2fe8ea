import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError } from '@/lib/errors';
import { checkSyntax } from './check-syntax';
import { countTrial } from './count-trial';
import { handlerErrorText } from './error-text';

/** @throws {AppError} `invalid_input` for field `code`, naming the line, when code cannot be loaded as a handler; `too_many_attempts`. */
export async function requireUsableCode(user: SignedInUser, code: string): Promise<void> {
  await countTrial(user);
  const error = await checkSyntax(code, user);
  if (error) throw new AppError('invalid_input', handlerErrorText(error), { field: 'code' });
}
