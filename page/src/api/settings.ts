/** What the page has to know of its server: who asks, and the map behind the map. */

import { ask } from './ask';

export interface Settings {
  role: 'look' | 'screen' | 'keep' | 'administer' | null;
  name: string | null;
  journal: boolean;
  /** Tiles in the Dutch grid, where the server has them or names a service. */
  basemap: { url: string } | null;
}

let told: Promise<Settings | null> | null = null;

/** Asks once; nothing when the server does not say. */
export function settings(): Promise<Settings | null> {
  told ??= ask<Settings>('settings').catch(() => {
    told = null;
    return null;
  });
  return told;
}
