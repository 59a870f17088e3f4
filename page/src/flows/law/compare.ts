/** What differs between the law of two days. */

import { inForce, type Rule } from '../../api/rules';
import { link } from '../../frame/address';
import { h } from '../../frame/dom';
import { pick } from '../../frame/language';
import { day } from '../../frame/numbers';
import { button } from '../../parts/button';
import { w } from '../../words';
import { authority } from './authority';
import { outcomeOf, period } from './index';

/** Rules that ended and began between two days, by authority. */
export function compared(rules: Rule[], from: string, to: string, stop: () => void): Node[] {
  const ended = rules.filter((rule) => inForce(rule, from) && !inForce(rule, to));
  const began = rules.filter((rule) => inForce(rule, to) && !inForce(rule, from));
  const stayed = rules.filter((rule) => inForce(rule, from) && inForce(rule, to));
  const authorities = [...new Set([...ended, ...began].map((rule) => rule.jurisdiction))].sort();
  const column = (title: string, found: Rule[]) =>
    h(
      'div',
      {},
      h('h3', {}, `${title} (${found.length})`),
      found.length
        ? h('ul.duties', {}, found.map((rule) => h('li', {}, h('a.code', { href: link('law', null, rule.id) }, rule.id), ' ', outcomeOf(rule.outcome), h('span.d', {}, pick(rule.reason)), h('span.d', {}, period(rule)))))
        : h('p.muted', {}, w('none')),
    );
  return [
    h('div.title', {}, h('h1', {}, w('between2', { from: day(from), to: day(to) })), h('span.go', {}, button(w('noCompare'), stop, { 'data-key': 'no-compare' }))),
    h(
      'div.inner',
      {},
      h('p', { role: 'status' }, authorities.length ? w('stayed', { count: stayed.length }) : w('noDifference')),
      authorities.map((of) => [h('h2', {}, authority(of)), h('div.pair', {}, column(w('ended'), ended.filter((rule) => rule.jurisdiction === of)), column(w('began'), began.filter((rule) => rule.jurisdiction === of)))]),
    ),
  ];
}
