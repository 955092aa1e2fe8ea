import { shownCount } from './unread-total';

const ICONS = 'link[rel~="icon"]';
const MOST_DRAWN = 9;

/** The count in the tab's title and icon; none at 0. Pages set their titles, so the count is put there again. */
export function tabBadge() {
  let prefix = '';
  let count = 0;
  let mark: Promise<string> | undefined;

  let kept: HTMLTitleElement | undefined;
  let last = { title: document.title, path: window.location.pathname };

  /**
   * React takes the title of a page that is drawn anew away before it has the new one; until then the tab keeps it. Another page
   * gets none of the one before: its own is read out when it comes.
   */
  function keepTitle() {
    const titles = document.head.querySelectorAll('title');
    if (titles.length === 0 && last.path === window.location.pathname) {
      kept = document.createElement('title');
      kept.textContent = last.title;
      document.head.append(kept);
    } else if (titles.length > 1) {
      dropKept();
    }
  }

  function dropKept() {
    kept?.remove();
    kept = undefined;
  }

  function apply() {
    keepTitle();
    // Between two pages there is none.
    if (document.title !== '') applyTitle();
    void applyIcon();
  }

  function applyTitle() {
    const title = document.title.startsWith(prefix) ? document.title.slice(prefix.length) : document.title;
    prefix = count > 0 ? `(${shownCount(count)}) ` : '';
    if (document.title !== prefix + title) document.title = prefix + title;
    last = { title: document.title, path: window.location.pathname };
    watchTitle();
  }

  /** Watches the title, which React may also set late, from the body of a streamed page. */
  function watchTitle() {
    const all = [...document.getElementsByTagName('title')];
    const title = all.find((element) => element instanceof HTMLTitleElement);
    if (title) observer.observe(title, { childList: true, subtree: true, characterData: true });
  }

  async function applyIcon() {
    const links = [...document.querySelectorAll<HTMLLinkElement>(ICONS)];
    for (const link of links)
      if (!link.href.startsWith('data:')) link.dataset.plain = link.getAttribute('href') ?? '';
    const plain = links[0]?.dataset.plain;
    if (!plain) return;
    const drawnFor = count;
    // Fetched for the first badge.
    if (count > 0) mark ??= fetchMark(plain);
    const svg = count > 0 ? await mark : undefined;
    if (drawnFor !== count) return;
    for (const link of links) {
      const href = svg ? withBadge(svg, count) : (link.dataset.plain ?? plain);
      if (link.getAttribute('href') !== href) link.setAttribute('href', href);
    }
  }

  const observer = new MutationObserver(apply);
  observer.observe(document.head, { childList: true, subtree: true, characterData: true });
  return {
    show(now: number) {
      count = now;
      apply();
    },
    end() {
      observer.disconnect();
      count = 0;
      apply();
      dropKept();
    },
  };
}

async function fetchMark(href: string): Promise<string> {
  try {
    const answer = await fetch(href);
    return answer.ok ? await answer.text() : '';
  } catch {
    return '';
  }
}

function withBadge(svg: string, count: number): string {
  const text = count > MOST_DRAWN ? `${MOST_DRAWN}+` : String(count);
  const badge =
    '<circle cx="21" cy="21" r="11" fill="#d5303e" stroke="#fff" stroke-width="1.6"/>' +
    `<text x="21" y="${text.length > 1 ? 25.6 : 26.4}" font-family="system-ui,sans-serif" font-weight="700" font-size="${text.length > 1 ? 13 : 15.5}" fill="#fff" text-anchor="middle">${text}</text>`;
  return `data:image/svg+xml,${encodeURIComponent(svg.replace('</svg>', `${badge}</svg>`))}`;
}
