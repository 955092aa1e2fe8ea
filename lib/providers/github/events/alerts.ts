import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { eventMessage, stateMessage } from '../../draw';
import { asCode } from '../../markup/links';
import { at, firstLine, lineAt, textAt } from '../../markup/payload';
import { inRepository, who, words } from '../parts';

/** Vulnerabilities that GitHub found. An open one is a state; what became of it is a line. */
export const alertEvents = {
  dependabot_alert: (payload: UncheckedObject) => {
    const found = payload.alert;
    const name = lineAt(found, 'dependency.package.name');
    const fixed = lineAt(found, 'security_vulnerability.first_patched_version.identifier');
    return alert(payload, {
      what: `Vulnerability in ${name ?? 'a dependency'}`,
      severity: firstLine(found, 'security_advisory.severity', 'security_vulnerability.severity'),
      lines: [literal(lineAt(found, 'security_advisory.summary') ?? '')],
      facts: [
        ['In', asCode(at(found, 'dependency.manifest_path'))],
        ['Affected', asCode(at(found, 'security_vulnerability.vulnerable_version_range'))],
        ['Mended in', asCode(fixed)],
        [
          'Advisory',
          literal(firstLine(found, 'security_advisory.cve_id', 'security_advisory.ghsa_id') ?? ''),
        ],
      ],
    });
  },
  secret_scanning_alert: (payload: UncheckedObject) =>
    alert(payload, {
      what: `Secret found: ${firstLine(payload.alert, 'secret_type_display_name', 'secret_type') ?? 'of unknown kind'}`,
      severity: 'critical',
      lines: [],
      facts: [],
    }),
  code_scanning_alert: (payload: UncheckedObject) => {
    const found = payload.alert;
    const path = lineAt(found, 'most_recent_instance.location.path');
    const line = lineAt(found, 'most_recent_instance.location.start_line');
    return alert(payload, {
      what: `Code scanning: ${firstLine(found, 'rule.description', 'rule.id') ?? 'a finding'}`,
      severity: firstLine(found, 'rule.security_severity_level', 'rule.severity'),
      lines: [literal(textAt(found, 'most_recent_instance.message.text', 500) ?? '')],
      facts: [['At', asCode(path && `${path}${line === null ? '' : `:${line}`}`)]],
    });
  },
};

type Alert = {
  what: string;
  severity: string | null;
  lines: string[];
  facts: (readonly [string, string])[];
};

const OVER = new Set(['fixed', 'resolved', 'dismissed', 'auto_dismissed', 'closed_by_user', 'closed']);

function alert(payload: UncheckedObject, { what, severity, lines, facts }: Alert) {
  const action = lineAt(payload, 'action') ?? '';
  const address = at(payload, 'alert.html_url');
  if (OVER.has(action)) {
    const by = action === 'fixed' ? '' : ` by ${who(payload)}`;
    return eventMessage(
      [`${literal(what)} · ${words(action)}${by}${inRepository(payload)}`],
      [['Open alert', address]],
    );
  }
  const name = lineAt(payload, 'repository.full_name');
  const isSevere = severity === 'critical' || severity === 'high' || severity === 'error';
  return stateMessage({
    tone: isSevere ? 'red' : 'yellow',
    title: [what, severity ?? 'open', name].filter(Boolean).join(' · '),
    lines,
    facts,
    links: [['Open alert', address]],
  });
}
