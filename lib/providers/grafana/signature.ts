import 'server-only';
import { macsIn, plain, readTime, type SignatureScheme } from '@/lib/signatures/scheme';

const header = 'X-Grafana-Alerting-Signature';
const timeHeader = 'X-Grafana-Alerting-Timestamp';

/**
 * grafana.com, "Configure webhook notifications", HMAC signature. The time is signed when a header for it is
 * configured.
 */
export const grafanaSignature: SignatureScheme = {
  hash: 'sha256',
  read(headers) {
    const macs = macsIn(headers[header.toLowerCase()], '', 'hex');
    if (!Array.isArray(macs)) return { problem: macs, header };
    const time = readTime(headers[timeHeader.toLowerCase()]);
    if (time === 'missing') return plain(header, macs);
    if (time === 'malformed') return { problem: time, header: timeHeader };
    return { header, macs, before: `${time.text}:`, after: '', sentAtMs: time.ms, id: null };
  },
};
