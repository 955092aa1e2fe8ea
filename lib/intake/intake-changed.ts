import 'server-only';

/**
 * Thrown when the target's settings changed during the call: nothing of the call was stored, and `receiveIncoming`
 * tries it again.
 */
export class IntakeChanged extends Error {
  override readonly name = 'IntakeChanged';
}
