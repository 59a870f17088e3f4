/** Words of this flow. */

export const many = {
  // key: ['Nederlands', 'English'],
} as const;
