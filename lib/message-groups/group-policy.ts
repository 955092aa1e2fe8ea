/** How long a group goes on after its first message; a later message with its key begins another. Browser-safe. */
export const GROUP_DAYS = 30;
