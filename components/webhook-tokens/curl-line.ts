const sample = { text: 'Hello from curl' };

/** A line for a terminal that makes one call. The URL is in single quotes: it holds `&` and `?`. */
export function curlLine(url: string): string {
  return `curl '${url}' \\\n  -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify(sample)}'`;
}
