/** Ready pieces of code and settings that post to one endpoint. Pure and browser-safe. */

/** What the endpoint takes: any call, a ready message, or files. */
export type Takes = 'incoming' | 'message' | 'files';

/** The address of a snippet's call, and its key; on screen the key is masked. */
export type Target = {
  takes: Takes;
  /** The URL without the key; an extension's `appkey` stays in it. */
  url: string;
  key: string;
};

/** One text to copy, and its place. */
export type Snippet = {
  /** Also names its Copy button: "curl", "Contact point as a file". */
  title: string;
  /** What to do with it, unless the title says so. */
  note?: string;
  code: string;
};

export type Tool = {
  id: string;
  label: string;
  /** In the order in which they are offered; the tool's usual one comes first. */
  takes: readonly [Takes, ...Takes[]];
  snippets(target: Target): readonly Snippet[];
};

/** An endpoint's complete URL taken apart: the part for a header leaves the URL. */
export function targetOf(url: string, takes: Takes): Target {
  const key = /[?&]zapikey=([^&]*)/.exec(url)?.[1] ?? '';
  const bare = url.replace(/([?&])zapikey=[^&]*&?/, '$1').replace(/[?&]$/, '');
  // All languages here put quotes around the address.
  const address = bare.replaceAll("'", '%27').replaceAll('"', '%22');
  return { takes, url: takes === 'files' ? filesUrl(address) : address, key };
}

/** For tools that take only a URL. */
export function urlWithKey({ url, key }: Target): string {
  return `${url}${url.includes('?') ? '&' : '?'}zapikey=${key}`;
}

const filesUrl = (messageUrl: string) => messageUrl.replace(/\/message(?=$|\?)/, '/files');
