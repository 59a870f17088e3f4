/** The names of those whose law it is. */

import type { Rule } from '../../api/rules';
import { w } from '../../words';

const NAMES: Record<string, string> = { fryslan: 'Fryslân' };

/** The name of an authority, from its slug. */
export function authority(slug: string): string {
  if (slug === 'national' || slug === 'netherlands' || slug === 'nl') return w('national');
  if (slug === 'water-boards') return w('waterBoards');
  return NAMES[slug] ?? slug.split('-').map((part) => part.replace(/^./, (letter) => letter.toUpperCase())).join(/holland|brabant/.test(slug) ? '-' : ' ');
}

/** Those that have rules: the national law first. */
export function authorities(rules: Rule[]): string[] {
  const slugs = [...new Set(rules.map((rule) => rule.jurisdiction))];
  const rank = (slug: string) => (/^(national|netherlands|nl)$/.test(slug) ? 0 : 1);
  return slugs.sort((one, other) => rank(one) - rank(other) || one.localeCompare(other));
}
