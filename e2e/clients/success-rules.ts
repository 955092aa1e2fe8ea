/** What came back on the socket. */
export type RawAnswer = { status: number; headers: Record<string, string>; body: string };

/** The rules by which clients decide that a message was sent. Each is some client's code, in words and in TypeScript. */
export const successRules = {
  'status is 204': ({ status }: RawAnswer) => status === 204,
  'status is 200 or 204': ({ status }: RawAnswer) => status === 200 || status === 204,
  'status is 200, 201, 202 or 204': ({ status }: RawAnswer) => [200, 201, 202, 204].includes(status),
  'status is 2xx': ({ status }: RawAnswer) => status >= 200 && status < 300,
  'status is below 400': ({ status }: RawAnswer) => status < 400,
  '2xx, and the body is JSON': ({ status, headers, body }: RawAnswer) =>
    status >= 200 && status < 300 && isJson(headers) && typeof JSON.parse(body) === 'object',
  '2xx, and the body is nothing or JSON': ({ status, body }: RawAnswer) =>
    status >= 200 && status < 300 && (body === '' || typeof JSON.parse(body) === 'object'),
  '2xx, and the JSON has a message_id': ({ status, body }: RawAnswer) =>
    status >= 200 && status < 300 && typeof JSON.parse(body).message_id === 'string',
  '2xx, and the JSON has user_ids': ({ status, body }: RawAnswer) =>
    status >= 200 && status < 300 && Array.isArray(JSON.parse(body).user_ids),
  'it is not looked at': () => true,
};

export type SuccessRule = keyof typeof successRules;

function isJson(headers: Record<string, string>): boolean {
  return headers['content-type']?.startsWith('application/json') ?? false;
}
