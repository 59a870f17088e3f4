/** What the server has: its maps, their notices, whether there is a journal. */

import type { Text } from '../frame/language';
import { ask } from './ask';

export interface Health {
  tool: string;
  since: string;
  pack: { id: string; version: string; date: string; status: string };
  rulebooks: { id: string; version: string; sha256: string }[];
  /** Sentences that belong to every result of the pack. */
  notices?: Text[];
  /** Whether verdicts can be kept. */
  journal?: boolean;
}

let told: Promise<Health> | null = null;

/** Asks once; a failure is asked again the next time. */
export function health(): Promise<Health> {
  told ??= ask<Health>('health').catch((error: unknown) => {
    told = null;
    throw error;
  });
  return told;
}

/** Whether verdicts can be kept; not as long as that is not known. */
export async function hasJournal(): Promise<boolean> {
  return (await health().catch(() => null))?.journal ?? false;
}
