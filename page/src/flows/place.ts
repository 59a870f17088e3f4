import type { Flow } from '../frame/flow';

export const place: Flow = { name: 'place', open: () => ({ update: () => undefined }) };
