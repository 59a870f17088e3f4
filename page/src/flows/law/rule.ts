/** One rule: what it says, when, its cases, its source, its place in time. */

import { ask } from '../../api/ask';
import { factWord, kindWord } from '../../api/terms';
import { allRules, type Rule } from '../../api/rules';
import { link } from '../../frame/address';
import { h, replace } from '../../frame/dom';
import { pick, type Text } from '../../frame/language';
import { day, today } from '../../frame/numbers';
import { button, linkButton } from '../../parts/button';
import { meter, step } from '../../parts/certainty';
import { icon } from '../../parts/icons';
import { Waiting } from '../../parts/wait';
import { known, w } from '../../words';
import { authority } from './authority';
import { outcomeOf, period, systems } from './index';

interface RuleAnswer {
  id: string;
  title?: Text | null;
  rule: Rule | null;
  when: string | null;
  replaces?: string[] | null;
  conditions?: Text[] | null;
  cases?: { given: string; expected: string; explanation: Text }[] | null;
  text: Text;
}

/** Opens the page of a rule; the answer stops it. */
export function openRule(screen: HTMLElement, id: string): () => void {
  document.title = `${id} – Bodemtoets`;
  const waiting = new Waiting<{ answer: RuleAnswer; rules: Rule[] }>();
  replace(screen, h('div.card', {}, h('p.crumbs.inner', {}, h('a', { href: '#law' }, w('law')), ` › ${id}`), waiting.element));
  waiting.ask(
    async (signal) => ({ answer: await ask<RuleAnswer>(`rules/${encodeURIComponent(id)}`, { signal }), rules: await allRules() }),
    ({ answer, rules }) => drawn(answer, rules),
  );
  return () => waiting.stop();
}

function drawn(answer: RuleAnswer, rules: Rule[]): Node[] {
  const { rule } = answer;
  const text = `rules/${encodeURIComponent(answer.id)}?f=text&lang=${document.documentElement.lang}`;
  if (!rule) return [h('div.inner', {}, h('h1', {}, answer.id), h('pre.ruletext', { tabindex: 0 }, pick(answer.text)))];
  const head = h(
    'div.rulehead',
    {},
    h('h1', {}, rule.id),
    h(
      'div.rulemeta',
      {},
      outcomeOf(rule.outcome),
      h('span', {}, systems(rule)),
      h('span', {}, period(rule)),
      h('span', {}, authority(rule.jurisdiction)),
      h('span.sure', {}, meter(rule.certainty), h('span', {}, `${known(rule.certainty)}, ${step(rule.certainty)}/5`)),
      h('span.go', {}, button(w('copyLink'), () => void navigator.clipboard?.writeText(location.href), { 'data-key': 'copy' }), linkButton(w('sourceFile'), text)),
    ),
  );
  const main = h(
    'div',
    {},
    h('h2', {}, w('whatItSays')),
    h('p.decide', {}, pick(rule.reason)),
    rule.withdrawn ? h('div.box.warning', {}, icon('warning'), h('p', {}, w('withdrawnOn', { day: day(rule.withdrawn) }))) : null,
    step(rule.certainty) < 5 ? h('div.box.warning', {}, icon('warning'), h('p', {}, w('notRead', { certainty: known(rule.certainty) }))) : null,
    answer.conditions?.length ? [h('h2', {}, w('conditions')), h('ul.duties', {}, answer.conditions.map((each) => h('li', {}, pick(each))))] : null,
    h('h2', {}, w('when'), h('span.muted.small', {}, ` ${w('whenFormal')}`)),
    h('pre.ruletext', { tabindex: 0, 'aria-label': w('when') }, answer.when ?? ''),
    kindsOf(answer.when ?? ''),
    answer.cases?.length ? [h('h2', {}, w('cases'), h('span.muted.small', {}, ` ${w('casesCount', { count: answer.cases.length })}`)), answer.cases.map((each) => caseRow(each, rule))] : null,
    h('details', { 'data-key': 'text' }, h('summary', {}, w('asText')), h('pre.ruletext', { tabindex: 0 }, pick(answer.text))),
  );
  const others = rules.filter((each) => each.rulebook === rule.rulebook && each.id !== rule.id);
  const side = h(
    'div.side',
    {},
    h('h2', {}, w('source')),
    h('p', {}, rule.source.title, rule.source.article ? h('b', {}, ` · ${rule.source.article}`) : null),
    rule.source.url ? h('p', {}, h('a', { href: rule.source.url, rel: 'external noreferrer' }, new URL(rule.source.url).hostname)) : null,
    h('p.small.muted', {}, answer.title ? `${pick(answer.title)} · ` : '', `${rule.rulebook} ${rule.version}`),
    answer.replaces?.length ? [h('h2', {}, w('replaces')), h('p', {}, answer.replaces.map((each, at) => [at ? ', ' : '', h('a.code', { href: link('law', null, each) }, each)]))] : null,
    h('details', { 'data-key': 'others' }, h('summary', {}, `${w('sameBook')} (${others.length})`), h('ul.duties', {}, others.slice(0, 60).map((each) => h('li', {}, h('a.code', { href: link('law', null, each.id) }, each.id), ' ', pick(each.reason))))),
    h('p', {}, h('a', { href: link('law', { jurisdiction: rule.jurisdiction, date: today() }) }, w('toLaw'))),
  );
  return [head, h('div.columns.inner', {}, main, side)];
}

/** The kinds of zones and facts that a condition names, in words. */
function kindsOf(when: string): HTMLElement | null {
  const kinds = [...new Set([...when.matchAll(/kind ([a-z0-9-]+)/g)].map((found) => found[1] ?? ''))].filter((kind) => kindWord(kind) !== kind);
  const facts = [...new Set([...when.matchAll(/\b([a-z0-9]+(?:_[a-z0-9]+)+|zone\.[a-z_]+)\b/g)].map((found) => found[1] ?? ''))].filter((fact) => factWord(fact) !== fact);
  if (!kinds.length && !facts.length) return null;
  return h('dl.facts', {}, [...kinds.map((kind) => [kind, kindWord(kind)]), ...facts.map((fact) => [fact, factWord(fact)])].map(([name, word]) => [h('dt', {}, h('code', {}, name ?? '')), h('dd', {}, word ?? '')]));
}

function caseRow(each: { given: string; expected: string; explanation: Text }, rule: Rule): HTMLElement {
  const name = each.expected === 'applies' ? (rule.outcome === 'prohibited' ? 'warning' : 'check') : each.expected === 'unknown' ? 'help' : 'check';
  return h('div.case', {}, icon(name), h('div', {}, h('code.given', {}, each.given), h('div', {}, pick(each.explanation))), h('b', {}, known(`case_${each.expected}`)));
}
