/** A passkey as its owner sees it. */
export type PasskeyRow = {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
  /** Synced between devices by its provider, or bound to one device. */
  synced: boolean;
};

/** All methods of a person, for Settings → Security. */
export type SecurityOverview = {
  passkeys: PasskeyRow[];
  authenticatorApp: { addedAt: string } | null;
  recoveryCodes: { left: number };
};

/** A secret for an authenticator app that is not confirmed yet: as text, and as a QR code. */
export type TotpOffer = {
  secret: string;
  uri: string;
  /** The QR code as an SVG path over `size` × `size` modules. */
  qr: { size: number; path: string };
};
