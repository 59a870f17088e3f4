export const law = {} as const;
