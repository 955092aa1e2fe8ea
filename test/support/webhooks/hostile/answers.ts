import { expect } from 'vitest';

type SocketAnswer = { status: number; head: string; body: string };

/**
 * The answers on a connection, one after the other; fails when there is anything else on it.
 */
export function answersIn(text: string): SocketAnswer[] {
  const answers: SocketAnswer[] = [];
  // Lengths are announced in bytes.
  let rest = Buffer.from(text).toString('latin1');
  while (rest !== '') {
    const headEnd = rest.indexOf('\r\n\r\n');
    const head = rest.slice(0, headEnd);
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(head)?.[1]);
    expect(headEnd, `no answer: ${rest.slice(0, 300)}`).toBeGreaterThan(0);
    expect(status, head).toBeGreaterThanOrEqual(100);
    rest = rest.slice(headEnd + 4);
    if (status < 200) continue;
    const announced = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
    // An answer to HEAD announces a body and does not send one.
    const hasBody = announced > 0 && rest.length >= announced && rest.startsWith('{');
    const body = hasBody ? rest.slice(0, announced) : '';
    rest = rest.slice(body.length);
    answers.push({ status, head, body: Buffer.from(body, 'latin1').toString() });
  }
  return answers;
}

/** Expects no 5xx failure, and every refusal in the envelope. */
export function expectGoodAnswer({ status, head, body }: SocketAnswer) {
  expect(status, body).toBeLessThan(500);
  expect(head).toMatch(/^X-Request-Id: [0-9a-f-]{36}$/im);
  if (status >= 400) expect(head).toMatch(/^Content-Type: application\/json;charset=UTF-8$/im);
  if (body === '') return;
  const answer = JSON.parse(body);
  if (status >= 400) expect(answer).toMatchObject({ code: expect.any(String), message: expect.any(String) });
}
