import 'server-only';

/** The target's settings are others than the call was treated by: nothing of it was kept, and it is treated again (`with-intake.ts`). */
export class IntakeChanged extends Error {
  override readonly name = 'IntakeChanged';
}
