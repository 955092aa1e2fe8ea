import 'server-only';

/** The target's settings are others than the call was treated by: nothing of it was kept, and `receiveIncoming` treats it again. */
export class IntakeChanged extends Error {
  override readonly name = 'IntakeChanged';
}
