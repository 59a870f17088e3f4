/** Words of this flow. */

export const plot = {
  // key: ['Nederlands', 'English'],
} as const;
