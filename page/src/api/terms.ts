/** The words of the server for kinds of zones and facts: asked once, so that one thing has one name everywhere. */

import { type Text, pick } from '../frame/language';
import { ask } from './ask';

interface Terms {
  kinds: Record<string, Text>;
  facts: Record<string, Text>;
}

let terms: Terms = { kinds: {}, facts: {} };

/** Asks for them; without them things keep their short names. */
export async function loadTerms(): Promise<void> {
  terms = await ask<Terms>('terms').catch(() => terms);
}

/** What a kind of zone or a role is called. */
export function kindWord(kind: string): string {
  return pick(terms.kinds[kind]) || kind;
}

/** What a fact, a field or something missing is called. */
export function factWord(fact: string): string {
  const layer = /^(?:layer|no-zone|zone):([^.]+)(?:\.(.+))?$/.exec(fact);
  if (layer) return layer[2] ? `${kindWord(layer[1] ?? '')}: ${factWord(`zone.${layer[2]}`)}` : kindWord(layer[1] ?? '');
  return pick(terms.facts[fact]) || fact;
}
