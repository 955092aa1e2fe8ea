import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { env } from '@/lib/env';
import type { Assertion, Attestation } from '@/lib/second-factors/passkeys/webauthn-schema';

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const BACKUP_ELIGIBLE = 0x08;
const BACKED_UP = 0x10;
const CREDENTIAL_DATA = 0x40;

type Options = {
  verified?: boolean;
  origin?: string;
  rpId?: string;
  /** The passkey's claim that it is, or may be, on several devices. */
  backup?: 'eligible' | 'done';
  /** The sign count that it claims; by default one more than before. */
  count?: number;
};

const flagsOf = ({ verified = true, backup }: Options) =>
  USER_PRESENT |
  (verified ? USER_VERIFIED : 0) |
  (backup ? BACKUP_ELIGIBLE : 0) |
  (backup === 'done' ? BACKED_UP : 0);

/** A software authenticator with one ES256 credential. Its answers look as a browser hands them on. */
export function testAuthenticator() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  const credentialId = id.toString('base64url');
  const coordinates = publicKey.export({ format: 'jwk' });
  const coseKey = isoCBOR.encode(
    new Map<number, number | Uint8Array<ArrayBuffer>>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(coordinates.x ?? '', 'base64url'))],
      [-3, new Uint8Array(Buffer.from(coordinates.y ?? '', 'base64url'))],
    ]),
  );
  let signCount = 0;

  const authenticatorData = (flags: number, options: Options, credential = Buffer.alloc(0)) => {
    const head = Buffer.alloc(5);
    head[0] = flags | flagsOf(options);
    signCount = options.count ?? signCount + 1;
    head.writeUInt32BE(signCount, 1);
    return Buffer.concat([sha256(options.rpId ?? env().publicUrl.hostname), head, credential]);
  };
  const base = {
    id: credentialId,
    rawId: credentialId,
    type: 'public-key' as const,
    clientExtensionResults: {},
  };

  return {
    /** Answers `navigator.credentials.create`. */
    create(challenge: string, options: Options = {}): Attestation {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, coseKey]);
      const authData = authenticatorData(CREDENTIAL_DATA, options, credential);
      const attestation = isoCBOR.encode(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', new Uint8Array(authData)],
        ]) as never,
      );
      const response = {
        clientDataJSON: clientData('webauthn.create', challenge, options),
        attestationObject: Buffer.from(attestation).toString('base64url'),
        transports: ['internal'],
      };
      return { ...base, response };
    },
    /** Answers `navigator.credentials.get`. */
    get(challenge: string, userId: string, options: Options = {}): Assertion {
      const data = authenticatorData(0, options);
      const clientDataJSON = clientData('webauthn.get', challenge, options);
      const signed = Buffer.concat([data, sha256(Buffer.from(clientDataJSON, 'base64url'))]);
      const response = {
        clientDataJSON,
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
        userHandle: Buffer.from(userId).toString('base64url'),
      };
      return { ...base, response };
    },
  };
}

function clientData(type: string, challenge: string, { origin }: Options): string {
  const json = JSON.stringify({
    type,
    challenge,
    origin: origin ?? env().publicUrl.origin,
    crossOrigin: false,
  });
  return Buffer.from(json).toString('base64url');
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}
