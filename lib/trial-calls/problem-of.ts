import 'server-only';
import { asRecord } from '@/lib/messages/parts/unchecked';
import type { Delivery } from './deliver';
import type { Problem } from './dto';

/**
 * The remedy for a missing answer, by the name of the failure. `at` is the called origin, such as
 * `https://postern.example.com`.
 */
function withoutAnswer(failure: string, at: URL): Problem {
  const { origin, hostname, protocol } = at;
  if (failure === 'TIMEOUT' || failure === 'ETIMEDOUT') {
    return {
      title: `${origin} did not answer within 10 seconds`,
      remedy:
        'A firewall may drop connections that this machine makes to its own public address, or the proxy in front does not reach Postern.',
    };
  }
  if (failure === 'ECONNREFUSED') {
    return {
      title: `Nothing listens at ${origin}`,
      remedy: 'Start the proxy in front of Postern, or correct PUBLIC_URL: its port counts, too.',
    };
  }
  if (failure === 'ENOTFOUND' || failure === 'EAI_AGAIN') {
    return {
      title: `The name ${hostname} was not found`,
      remedy:
        'Correct PUBLIC_URL, or add the name to the DNS that this machine asks. Senders elsewhere may know it all the same.',
    };
  }
  if (failure === 'EHOSTUNREACH' || failure === 'ENETUNREACH') {
    return {
      title: `There is no way to ${hostname}`,
      remedy: 'Look at the routes and firewalls between this machine and its public address.',
    };
  }
  if (protocol === 'https:' && (failure === 'EPROTO' || failure.startsWith('ERR_SSL'))) {
    return {
      title: `${origin} does not speak TLS`,
      remedy:
        'PUBLIC_URL begins with https://, but at its port something speaks plain HTTP. Correct the port, or set the proxy’s certificate up.',
    };
  }
  const certificate = certificateProblem(failure, hostname);
  if (certificate) return certificate;
  return {
    title: `The connection to ${origin} broke (${failure})`,
    remedy: 'Send the test again. If it stays so, the proxy’s log has the reason.',
  };
}

function certificateProblem(failure: string, hostname: string): Problem | null {
  if (failure === 'CERT_HAS_EXPIRED' || failure === 'CERT_NOT_YET_VALID') {
    return {
      title: `The certificate of ${hostname} is not valid now`,
      remedy: 'Renew it, and look at the clock of this machine. Until then most services refuse to call.',
    };
  }
  if (failure === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return {
      title: `The certificate is for another name than ${hostname}`,
      remedy: 'Get one for this name, or correct PUBLIC_URL.',
    };
  }
  if (/CERT|UNABLE_TO_/.test(failure)) {
    return {
      title: `The certificate of ${hostname} is not trusted here (${failure})`,
      remedy:
        'Use one of a public authority with its whole chain. For an authority of your own, start Postern with NODE_EXTRA_CA_CERTS, and have each sender trust it.',
    };
  }
  return null;
}

/** Remedies for statuses that Postern itself does not answer, so that something in front of it must have. */
const FROM_ELSEWHERE: Readonly<Record<number, string>> = {
  401: 'Something in front of Postern asks for a sign-in: let the paths below /api through.',
  403: 'Something in front of Postern refuses the call: let the paths below /api through.',
  404: 'PUBLIC_URL leads to another server: correct it, or the proxy’s rule.',
  413: 'The proxy takes smaller bodies than Postern (1 MiB): raise its limit.',
  502: 'The proxy does not reach Postern: is it running where the proxy looks for it?',
  503: 'The proxy does not reach Postern: is it running where the proxy looks for it?',
  504: 'The proxy waited for Postern in vain: is it running where the proxy looks for it?',
};

/**
 * Why a trial call did not arrive, and the remedy; null when it did. `outcome` is the call's in the usage history, if
 * it is there.
 */
export function problemOf({ answer, failure }: Delivery, at: URL, outcome: string | null): Problem | null {
  if (answer === null) return withoutAnswer(failure ?? 'UNKNOWN', at);
  // The call was accepted, whatever its handler answers.
  if (outcome === 'test') return null;
  const { status, body } = answer;
  const { code, message } = asRecord(json(body)) ?? {};
  if (answer.requestId !== null && typeof code === 'string' && typeof message === 'string') {
    return { title: `Refused with ${status} ${code}`, remedy: message };
  }
  if (status >= 300 && status < 400) {
    return {
      title: `${at.origin} answers with a redirect (${status})`,
      remedy:
        'Senders do not follow it with a POST. Correct PUBLIC_URL to where it leads, or call the other address no more.',
    };
  }
  if (outcome !== null && status < 300) return null;
  if (status < 300) {
    return {
      title: `Another server answered at ${at.origin}`,
      remedy: 'The call is not in this Postern’s history. Correct PUBLIC_URL, or the proxy’s rule.',
    };
  }
  const remedy =
    FROM_ELSEWHERE[status] ??
    'Postern does not answer like this: look at the log of the proxy in front of it.';
  return { title: `${at.origin} answered ${status}`, remedy };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
