import type { Flow } from '../frame/flow';

export const law: Flow = { name: 'law', open: () => ({ update: () => undefined }) };
