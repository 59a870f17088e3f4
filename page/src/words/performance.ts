/** Words of this flow. */

export const performance = {
  // key: ['Nederlands', 'English'],
} as const;
