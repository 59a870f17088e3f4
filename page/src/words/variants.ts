/** Words of this flow. */

export const variants = {
  // key: ['Nederlands', 'English'],
} as const;
