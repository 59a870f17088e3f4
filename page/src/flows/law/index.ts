/** The law: rules by authority and day, a rule by itself, the difference between two days. */

import { allRules, inForce, type Rule } from '../../api/rules';
import { type Address, follow, go, link } from '../../frame/address';
import { h, replace } from '../../frame/dom';
import type { Flow, Screen } from '../../frame/flow';
import { pick } from '../../frame/language';
import { day, today } from '../../frame/numbers';
import { step } from '../../parts/certainty';
import { outcomeWord, OUTCOMES, type Outcome } from '../../parts/outcome';
import { type Column, table } from '../../parts/table';
import { Waiting } from '../../parts/wait';
import { counted, known, w } from '../../words';
import { authority, authorities } from './authority';
import { compared } from './compare';
import { openRule } from './rule';

export const law: Flow = {
  name: 'law',
  open(main: HTMLElement, address: Address): Screen {
    const screen = h('div.sheet');
    replace(main, screen);
    let close = () => undefined as void;
    let shown = '';

    function show(next: Address): void {
      const wanted = next.path ? `rule ${next.path}` : 'list';
      if (wanted === 'list' && shown === 'list') {
        draw(next.params);
        return;
      }
      close();
      shown = wanted;
      if (next.path) close = openRule(screen, next.path);
      else openList(next.params);
    }

    let draw: (params: URLSearchParams) => void = () => undefined;

    function openList(params: URLSearchParams): void {
      document.title = `${w('law')} – Bodemtoets`;
      const waiting = new Waiting<Rule[]>();
      replace(screen, h('div.card', {}, waiting.element));
      close = () => waiting.stop();
      waiting.ask(
        () => allRules(),
        (rules) => {
          const filters = h('form.filters', { 'aria-label': w('law'), onsubmit: (event: Event) => event.preventDefault() });
          const body = h('div');
          let now = params;
          const set = (name: string, value: string, isStep = false) => {
            const next = new URLSearchParams(now);
            if (value) next.set(name, value);
            else next.delete(name);
            if (isStep) go(link('law', next));
            else {
              follow(link('law', next));
              draw(next);
            }
          };
          const labelled = (id: string, words: string, control: HTMLElement, className = '') => h(`div.field${className}`, {}, h('label', { for: id }, h('span', {}, words)), control);
          const of = h('select', { class: 'select', id: 'law-of', onchange: () => set('jurisdiction', of.value, true) }, h('option', { value: '' }, w('allAuthorities')), authorities(rules).map((slug) => h('option', { value: slug }, authority(slug))));
          const date = h('input', { id: 'law-day', type: 'date', onchange: () => set('date', date.value, true) });
          const other = h('input', { id: 'law-other', type: 'date', onchange: () => set('against', other.value, true) });
          const text = h('input', { id: 'law-text', type: 'search', autocomplete: 'off', oninput: () => set('q', text.value) });
          replace(filters, labelled('law-of', w('authority'), of), labelled('law-day', w('onDay'), h('span.input', {}, date)), labelled('law-other', w('compareWith'), h('span.input', {}, other)), labelled('law-text', w('searchRules'), h('span.input', {}, text), '.grow'));
          draw = (next) => {
            now = next;
            of.value = next.get('jurisdiction') ?? '';
            if (document.activeElement !== date) date.value = next.get('date') ?? today();
            if (document.activeElement !== other) other.value = next.get('against') ?? '';
            if (document.activeElement !== text) text.value = next.get('q') ?? '';
            replace(body, list(rules, next, set));
          };
          queueMicrotask(() => draw(params));
          return [filters, body];
        },
      );
    }

    show(address);
    return { update: show, close: () => close() };
  },
};

/** The list of a day, or what differs between two. */
function list(rules: Rule[], params: URLSearchParams, set: (name: string, value: string, isStep?: boolean) => void): Node[] {
  const date = params.get('date') ?? today();
  const against = params.get('against');
  const of = params.get('jurisdiction');
  const text = (params.get('q') ?? '').trim().toLowerCase();
  const chosen = params.get('outcome');
  const matches = (rule: Rule) => (!of || rule.jurisdiction === of) && (!text || `${rule.id} ${pick(rule.reason)} ${rule.source.title} ${rule.source.article ?? ''}`.toLowerCase().includes(text));
  const all = rules.filter(matches);
  if (against) return compared(all, against < date ? against : date, against < date ? date : against, () => set('against', '', true));
  const ofDay = all.filter((rule) => inForce(rule, date));
  const found = ofDay.filter((rule) => !chosen || rule.outcome === chosen);
  const kinds = [...new Set(ofDay.map((rule) => rule.outcome))];
  const columns: Column<Rule>[] = [
    { name: 'id', title: w('ruleColumn'), cell: (rule) => h('a.code', { href: link('law', null, rule.id), 'data-key': `rule-${rule.id}` }, rule.id), sort: (rule) => rule.id },
    { name: 'reason', title: w('whatItSays'), cell: (rule) => pick(rule.reason) },
    { name: 'outcome', title: w('outcomeColumn'), cell: (rule) => outcomeOf(rule.outcome), sort: (rule) => rule.outcome },
    { name: 'of', title: w('authority'), cell: (rule) => authority(rule.jurisdiction), sort: (rule) => authority(rule.jurisdiction) },
    { name: 'system', title: w('system'), cell: (rule) => systems(rule) },
    { name: 'certainty', title: w('certaintyColumn'), cell: (rule) => `${known(rule.certainty)} (${step(rule.certainty)})`, sort: (rule) => step(rule.certainty) },
  ];
  return [
    h('div.title', {}, h('h1', {}, `${w('rulesOn')} · ${day(date)}`), h('span.muted', { role: 'status' }, counted(found.length, 'ruleOne', 'ruleMore'))),
    h(
      'div.chips.inner',
      { role: 'group', 'aria-label': w('outcomeColumn') },
      kinds.map((outcome) => h('button.chip', { type: 'button', 'aria-pressed': String(chosen === outcome), 'data-key': `chip-${outcome}`, onclick: () => set('outcome', chosen === outcome ? '' : outcome, true) }, h('b', {}, ofDay.filter((rule) => rule.outcome === outcome).length), outcomeOf(outcome))),
    ),
    found.length ? table<Rule>({ caption: w('rulesOn'), columns, rows: found, key: (rule) => rule.id, sorted: params.get('sort') ?? '', onSort: (by) => set('sort', by) }) : h('p.inner', {}, w('noRules')),
  ];
}

/** An outcome, or the kind of a rule that has none. */
export function outcomeOf(outcome: string): HTMLElement {
  return (OUTCOMES as readonly string[]).includes(outcome) ? outcomeWord(outcome as Outcome) : h('span', {}, known(outcome));
}

/** Which systems a rule is about. */
export function systems(rule: Rule): string {
  return rule.applies_to.length > 1 ? w('bothSystems') : rule.applies_to[0] === 'open' ? w('open_') : w('closed');
}

/** When a rule is in force. */
export function period(rule: Rule): string {
  return rule.valid_to ? w('inForceTo', { from: day(rule.valid_from), to: day(rule.valid_to) }) : w('inForceFrom', { from: day(rule.valid_from) });
}
