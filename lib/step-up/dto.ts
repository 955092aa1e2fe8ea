/** What the gate shows to the person in front of it. */
export type StepUpFacts = {
  /** The end of the step-up; null when the module is closed. */
  endsAt: string | null;
  /** The same without clocks: milliseconds from this answer on. */
  remainingMs: number;
  methods: { passkeys: number; authenticatorApp: boolean; recoveryCodes: number };
  /** Whether a first method may be set up: within five minutes after signing in, or after proving identity again. */
  firstEnrolmentOpen: boolean;
  /** The ways in which this person can prove it again. */
  signIn: { hasPassword: boolean; oidcName: string | null };
};

/** The result of a step-up. */
export type StepUpGiven = { endsAt: string; remainingMs: number };

/** The factor that a person verified. */
export type StepUpMethod = 'passkey' | 'authenticator_app' | 'recovery_code';
