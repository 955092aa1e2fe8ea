import 'server-only';
import { AppError } from '@/lib/errors';
import { checkSyntax } from './check-syntax';
import { handlerErrorText } from './handler-error-text';

/** @throws {AppError} `invalid_input` for field `code`, naming the line, when code cannot be loaded as a handler. */
export async function requireUsableCode(code: string): Promise<void> {
  const error = await checkSyntax(code);
  if (error) throw new AppError('invalid_input', handlerErrorText(error), { field: 'code' });
}
