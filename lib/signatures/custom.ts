import 'server-only';
import { type CustomScheme, customSchemeSchema } from './custom-scheme';
import { macsIn, readTime, type SignatureScheme } from './scheme';

/** Null for a JSON text that our form did not write. */
export function customSignature(json: string | null): SignatureScheme | null {
  try {
    return customSchemeOf(customSchemeSchema.parse(JSON.parse(json ?? '')));
  } catch {
    return null;
  }
}

function customSchemeOf({
  header,
  prefix,
  hash,
  encoding,
  template,
  timestampHeader,
}: CustomScheme): SignatureScheme {
  const [before = '', after = ''] = template.split('{body}');
  return {
    hash,
    read(headers) {
      const macs = macsIn(headers[header.toLowerCase()], prefix, encoding);
      if (!Array.isArray(macs)) return { problem: macs, header };
      if (timestampHeader === '') return { header, macs, before, after, sentAtMs: null, id: null };
      const time = readTime(headers[timestampHeader.toLowerCase()]);
      if (typeof time === 'string') return { problem: time, header: timestampHeader };
      const filled = (text: string) => text.replaceAll('{timestamp}', time.text);
      return { header, macs, before: filled(before), after: filled(after), sentAtMs: time.ms, id: null };
    },
  };
}
