import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { timeOrderedId } from '@/lib/db/ids';
import { db } from '@/lib/db/prisma';

/** A passkey as `WebAuthn.addCredential` of the DevTools protocol takes it; base64. */
export type NewPasskey = { credentialId: string; privateKey: string; userHandle: string; rpId: string };

/** Makes a passkey and registers it, without a ceremony, for a person on `localhost`. */
export async function createPasskey(user: { id: string }): Promise<NewPasskey> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x, y } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  await db().passkey.create({
    data: {
      id: timeOrderedId(),
      userId: user.id,
      credentialId: id.toString('base64url'),
      publicKey: coseKey(Buffer.from(x ?? '', 'base64url'), Buffer.from(y ?? '', 'base64url')),
      signCount: 1,
      transports: ['internal'],
      synced: false,
      name: 'Test key',
    },
    select: { id: true },
  });
  return {
    credentialId: id.toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
    userHandle: Buffer.from(user.id, 'utf8').toString('base64'),
    rpId: 'localhost',
  };
}

/** An ES256 public key as RFC 9053 has it: {1: 2, 3: -7, -1: 1, -2: x, -3: y} in CBOR. */
function coseKey(x: Buffer, y: Buffer): Uint8Array<ArrayBuffer> {
  const parts = [Buffer.from('a5010203262001215820', 'hex'), x, Buffer.from('225820', 'hex'), y];
  return new Uint8Array(Buffer.concat(parts));
}
