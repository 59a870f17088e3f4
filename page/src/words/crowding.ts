/** Words of this flow. */

export const crowding = {
  // key: ['Nederlands', 'English'],
} as const;
