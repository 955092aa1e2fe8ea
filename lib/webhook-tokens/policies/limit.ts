/** How many webhook tokens a user may have at any one time. */
export const TOKEN_LIMIT = 5;
