/** Light, dark, or as the system says. Kept in a cookie so that the server draws the right one at once. */
export type Theme = 'light' | 'dark' | 'system';

export const THEME_COOKIE = 'postern-theme';
const ONE_YEAR_S = 365 * 24 * 60 * 60;

export function themeOf(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}

/** Applies a theme to this page now and to every later one of this browser. */
export function applyTheme(theme: Theme) {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet.
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${ONE_YEAR_S}; samesite=lax`;
}

export function currentTheme(): Theme {
  return themeOf(document.documentElement.dataset.theme);
}
