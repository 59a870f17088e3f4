import type { Flow } from '../frame/flow';

export const maps: Flow = { name: 'maps', open: () => ({ update: () => undefined }) };
