/** The guides' paths, apart from their contents, which no other page needs. */
export const HANDLER_GUIDE_PATH = '/docs/handlers';
export const SHELL_GUIDE_PATH = '/docs/shell';
