/** Ready pieces of code and settings that post to one endpoint. Pure and browser-safe. */

/** What the endpoint takes: anything, a message that is ready, or files. */
export type Takes = 'incoming' | 'message' | 'files';

/** Where a snippet posts to, and with which key; on screen the key is a masked one. */
export type Target = {
  takes: Takes;
  /** Without the key; an extension's `appkey` stays in it. */
  url: string;
  key: string;
};

/** One text to copy, and where it goes. */
export type Snippet = {
  /** Also the name of its Copy: "curl", "Contact point as a file". */
  title: string;
  /** What to do with it, where the title does not say it. */
  note?: string;
  code: string;
};

export type Tool = {
  id: string;
  label: string;
  /** In the order in which they are offered; the first is what the tool is mostly used with. */
  takes: readonly [Takes, ...Takes[]];
  snippets(target: Target): readonly Snippet[];
};

/** An endpoint's complete URL taken apart: what stands in a header leaves the URL. */
export function targetOf(url: string, takes: Takes): Target {
  const key = /[?&]zapikey=([^&]*)/.exec(url)?.[1] ?? '';
  const bare = url.replace(/([?&])zapikey=[^&]*&?/, '$1').replace(/[?&]$/, '');
  // Quotes are what every language here puts around it.
  const address = bare.replaceAll("'", '%27').replaceAll('"', '%22');
  return { takes, url: takes === 'files' ? filesUrl(address) : address, key };
}

/** For what knows only a URL. */
export function urlWithKey({ url, key }: Target): string {
  return `${url}${url.includes('?') ? '&' : '?'}zapikey=${key}`;
}

const filesUrl = (messageUrl: string) => messageUrl.replace(/\/message(?=$|\?)/, '/files');
