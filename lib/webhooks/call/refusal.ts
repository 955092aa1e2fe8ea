import 'server-only';
import { AppError, type ErrorCode, type ErrorDetails } from '@/lib/errors';

/** A refusal found before the accepting statement. `reason` is for the owner's history only. */
export class Refusal extends AppError {
  readonly reason: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}, reason?: string) {
    super(code, message, details);
    this.reason = reason;
  }
}
