/** The head of an answer: outcome, how sure, what one does with it. Always in the same place. */

import { h } from '../frame/dom';
import { known } from '../words';
import { type Outcome, tile } from './outcome';

export interface Head {
  outcome: Outcome;
  /** Instead of the word for the outcome: "Vergunning op 92,1 %". */
  title?: string;
  /** How sure, in the heading itself. */
  note?: string;
  /** The line below. */
  sub?: Node | string | null;
  actions?: Node[];
  /** `h1` where it is the title of the screen. */
  level?: 'h1' | 'h2';
}

/** The head of an answer. */
export function verdictHead({ outcome, title, note, sub, actions, level = 'h1' }: Head): HTMLElement {
  return h(
    `div.verdict.${outcome}`,
    {},
    tile(outcome, 52),
    h(level, {}, title ?? known(outcome), note ? h('small', {}, note) : null),
    actions?.length ? h('div.actions', {}, actions) : null,
    sub ? h('div.sub', {}, sub) : null,
  );
}

/** A block of an answer: a heading with a count or an action, and what is in it. */
export function block(title: string, given: { count?: string; action?: Node; className?: string; id?: string }, ...content: (Node | string | null)[]): HTMLElement {
  const name = `section.block${given.className ? `.${given.className}` : ''}`;
  return h(name, given.id ? { id: given.id } : {}, h('h2', {}, title, given.count ? h('span.count', {}, given.count) : null, given.action ? h('span.go', {}, given.action) : null), content);
}
