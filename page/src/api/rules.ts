/** The rules that the server judges by. */

import type { Text } from '../frame/language';
import { ask } from './ask';

export interface RuleSource {
  title: string;
  article?: string;
  url?: string;
}

export interface Rule {
  id: string;
  rulebook: string;
  version: string;
  jurisdiction: string;
  applies_to: string[];
  valid_from: string;
  valid_to: string | null;
  withdrawn: string | null;
  outcome: string;
  certainty: string;
  source: RuleSource;
  reason: Text;
}

let all: Promise<Rule[]> | null = null;

/** All rules of all days. */
export function allRules(): Promise<Rule[]> {
  all ??= ask<{ rules: Rule[] }>('rules')
    .then((answer) => answer.rules)
    .catch((error: unknown) => {
      all = null;
      throw error;
    });
  return all;
}

/** Whether a rule is in force on a day. */
export function inForce(rule: Rule, day: string): boolean {
  return rule.valid_from <= day && (rule.valid_to === null || rule.valid_to >= day) && (rule.withdrawn === null || rule.withdrawn > day);
}
