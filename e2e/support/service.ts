import { request } from 'playwright/test';

/** What the outside service got back. */
export type ServiceReply = { status: number; body: unknown; headers: Record<string, string> };

/** Posts JSON the way an outside service does: it knows a URL and nothing else. */
export async function postAsService(url: string, payload: unknown): Promise<ServiceReply> {
  const service = await request.newContext();
  try {
    const reply = await service.post(url, { data: payload as object, maxRedirects: 0 });
    const text = await reply.text();
    return { status: reply.status(), body: text ? JSON.parse(text) : null, headers: reply.headers() };
  } finally {
    await service.dispose();
  }
}
