import { generalSections, messageSection } from '@/lib/openapi/texts/document';
import { endpointAnchor, endpointTitle } from '@/lib/openapi/texts/endpoints';
import { errorAnchor } from '@/lib/webhooks/answers/reference';
import { endpoints } from '@/lib/webhooks/endpoints/table';
import { codesInOrder } from './error-section';

type Entry = { anchor: string; label: string; code?: boolean };

const groups: { title: string; entries: Entry[] }[] = [
  {
    title: 'Overview',
    entries: Object.values(generalSections).map(({ anchor, title }) => ({ anchor, label: title })),
  },
  {
    title: 'Endpoints',
    entries: endpoints.map((endpoint) => ({
      anchor: endpointAnchor(endpoint.name),
      label: endpointTitle(endpoint),
    })),
  },
  {
    title: messageSection.title,
    entries: [
      { anchor: messageSection.anchor, label: 'Keys' },
      ...['Card', 'Button', 'Slide'].map((name) => ({ anchor: `schema-${name}`, label: name })),
      { anchor: 'message-examples', label: 'Examples' },
    ],
  },
  {
    title: 'Errors',
    entries: codesInOrder.map((code) => ({ anchor: errorAnchor(code), label: code, code: true })),
  },
];

/** The contents of the reference. */
export function ReferenceNav() {
  return (
    <nav aria-label="Contents" className="flex flex-col gap-5 pb-8">
      {groups.map(({ title, entries }) => (
        <div key={title}>
          <h2 className="px-2 pb-1 font-medium text-text-muted text-xs">{title}</h2>
          <ul className="flex flex-col gap-px">
            {entries.map(({ anchor, label, code }) => (
              <li key={anchor}>
                <a
                  href={`#${anchor}`}
                  className="flex min-h-7 items-center rounded-sm px-2 py-0.5 text-sm text-text-muted transition-colors duration-120 hover:bg-surface-hover hover:text-text focus-visible:-outline-offset-2 pointer-coarse:min-h-10"
                >
                  {code ? <code className="wrap-anywhere text-xs">{label}</code> : label}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
