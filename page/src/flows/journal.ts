import type { Flow } from '../frame/flow';

export const journal: Flow = { name: 'journal', open: () => ({ update: () => undefined }) };
