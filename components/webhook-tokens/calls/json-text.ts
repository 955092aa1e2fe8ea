/** Indented where that keeps every number and key as it came; else the text itself. */
export function indentedJson(text: string): string {
  try {
    const indented = JSON.stringify(JSON.parse(text), null, 2);
    const bare = (json: string) => json.replace(/\s+/g, '');
    return bare(indented) === bare(text) ? indented : text;
  } catch {
    return text;
  }
}
