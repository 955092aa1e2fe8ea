const KEY = 'postern-trusted-hosts';
const MOST = 200;

/** Whether the reader has said in this browser that links to the host need no question. */
export function trusts(host: string): boolean {
  return read().includes(host);
}

export function trust(host: string) {
  try {
    localStorage.setItem(
      KEY,
      JSON.stringify([host, ...read().filter((other) => other !== host)].slice(0, MOST)),
    );
  } catch {
    // A browser without storage asks again.
  }
}

function read(): unknown[] {
  try {
    const hosts: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(hosts) ? hosts : [];
  } catch {
    return [];
  }
}
