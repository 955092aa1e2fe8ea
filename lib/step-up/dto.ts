/** What the gate needs to know about the person in front of it. */
export type StepUpFacts = {
  /** Until when the module is open; null: closed. */
  endsAt: string | null;
  /** The same without clocks: milliseconds from the answer on. */
  remainingMs: number;
  methods: { passkeys: number; authenticatorApp: boolean; recoveryCodes: number };
  /** Whether a first method may be set up: not later than five minutes after signing in, or proving that anew. */
  firstEnrolmentOpen: boolean;
  /** How this person can prove it anew. */
  signIn: { hasPassword: boolean; oidcName: string | null };
};

/** A step-up that was just given. */
export type StepUpGiven = { endsAt: string; remainingMs: number };

/** How somebody verified. */
export type StepUpMethod = 'passkey' | 'authenticator_app' | 'recovery_code';
