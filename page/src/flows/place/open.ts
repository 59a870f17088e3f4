/** What keeps an answer open: what follows from each value that a map may have, and a field for the value. */

import { kindWord } from '../../api/terms';
import type { Follow, Verdict } from '../../api/verdict';
import { h, s } from '../../frame/dom';
import { pick } from '../../frame/language';
import { day, inField, measured, plain, shown, today, typedNumber } from '../../frame/numbers';
import { recall, remember } from '../../frame/store';
import { button } from '../../parts/button';
import { mark, outcomeWord } from '../../parts/outcome';
import { block } from '../../parts/verdict';
import { known, w } from '../../words';
import type { AnswerActions } from './answer';
import { unitWord } from './fields';

/** A fact that follows: which kind, and which number of it. */
export function partsOf(fact: string): { kind: string; number: string | null; isNone: boolean } {
  const found = /^(no-)?zone:([^.]+)(?:\.(.+))?$/.exec(fact);
  return { kind: found?.[2] ?? fact, number: found?.[3] ?? null, isNone: Boolean(found?.[1]) };
}

/** What the map says, in words. */
function saysWords(follow: Follow): string {
  const { kind, number, isNone } = partsOf(follow.fact);
  const word = kindWord(kind);
  if (isNone) return w('noZone', { kind: word });
  if (!number) return w('inZone', { kind: word });
  const unit = unitWord(follow.unit ?? 'm');
  const [from, to] = [follow.from, follow.to];
  if (to !== undefined && (from === undefined || from === 0)) return w('below', { to: measured(to, unit) });
  if (from !== undefined && to !== undefined) return w('fromTo', { from: shown(from), to: measured(to, unit) });
  if (from !== undefined) return w('from', { from: measured(from, unit) });
  return w('inZoneNoNumber', { kind: word });
}

/** The values as an axis: each stretch in the pattern of its outcome. */
function axis(follows: Follow[]): SVGElement | null {
  const numbered = follows.filter((follow) => partsOf(follow.fact).number && (follow.from !== undefined || follow.to !== undefined));
  if (!numbered.length) return null;
  const edges = numbered.flatMap((follow) => [follow.from, follow.to]).filter((edge): edge is number => edge !== undefined);
  const [low, high] = [Math.min(...edges), Math.max(...edges)];
  const span = Math.max(high - Math.min(low, 0), 1);
  const [start, end] = [low < 0 ? low - span * 0.5 : 0, high + span];
  const width = 520;
  const x = (value: number) => ((value - start) / (end - start)) * width;
  const unit = unitWord(numbered[0]?.unit ?? 'm');
  const ticks = [...new Set([start, ...edges])].filter((edge) => edge >= start);
  return s(
    'svg',
    { class: 'axis', viewBox: `0 0 ${width} 62`, role: 'img', 'aria-label': numbered.map((follow) => `${saysWords(follow)}: ${known(follow.outcome)}`).join('; ') },
    numbered.map((follow) => {
      const [from, to] = [x(follow.from ?? start), x(follow.to ?? end)];
      const box = { x: from, y: 2, width: Math.max(to - from, 1), height: 36 };
      const word = known(follow.outcome);
      const isWide = to - from > word.length * 9 + 30;
      const middle = (from + to) / 2;
      const half = word.length * 4 + 14;
      return s(
        'g',
        { class: `tile ${follow.outcome}` },
        s('rect', { class: 'ground', ...box }),
        s('rect', { fill: `url(#fill-${follow.outcome})`, ...box }),
        s('rect', { class: 'frame', 'stroke-width': 1.5, ...box }),
        isWide ? [s('rect', { class: 'plate', x: middle - half, y: 9, width: half * 2, height: 22 }), s('g', { transform: `translate(${middle - half + 1} 10)` }, mark(follow.outcome, 20)), s('text', { class: 'word', x: middle - half + 23, y: 25 }, word)] : null,
      );
    }),
    ticks.map((tick) => s('text', { class: tick === start ? '' : 'herewords', x: x(tick), y: 55, 'text-anchor': x(tick) < 20 ? 'start' : 'middle' }, measured(tick, unit))),
    ticks.filter((tick) => tick !== start).map((tick) => s('path', { class: 'here', d: `M${x(tick)} 0V42` })),
  );
}

/** What follows from each value of each map that is missing. */
export function followsBlock(verdict: Verdict): Node[] {
  const { follows } = verdict;
  if (!follows?.length) return [];
  const kinds = [...new Set(follows.map((follow) => partsOf(follow.fact).kind))];
  const depth = verdict.application['drilling_depth_m'];
  const count = typeof depth === 'number' ? w('atDrilling', { depth: measured(depth, 'm') }) : '';
  return [
    block(
      w('whatFollows'),
      { className: 'follows', count },
      ...kinds.flatMap((kind) => {
        const of = follows.filter((follow) => partsOf(follow.fact).kind === kind);
        const map = verdict.maps.find((each) => each.kind === kind);
        return [
          kinds.length > 1 ? h('h3', {}, map ? pick(map.title) : kindWord(kind)) : null,
          axis(of),
          h(
            'table.plain',
            {},
            h('caption.hidden', {}, w('whatFollows')),
            h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, w('mapSays')), h('th', { scope: 'col' }, w('thenItIs')))),
            h('tbody', {}, of.map((follow) => h('tr', {}, h('th', { scope: 'row' }, saysWords(follow)), h('td', {}, outcomeWord(follow.outcome), follow.range ? h('span.muted', {}, ` (${w('between', { mild: known(follow.range[0]).toLowerCase(), strict: known(follow.range[1]).toLowerCase() })})`) : null)))),
          ),
        ] as (Node | null)[];
      }),
    ),
  ];
}

/** What was stated, in words: `max-drilling-depth=80`. */
function givenWords(fact: string): string {
  const [name = '', value = ''] = fact.split(/=(.*)/s);
  const [kind = '', number] = name.split('.');
  if (/^(none|geen)$/.test(value)) return `${kindWord(kind)}: ${w('givenNone')}`;
  if (/^(yes|ja)$/.test(value)) return `${kindWord(kind)}: ${w('givenYes')}`;
  const depth = Number(value);
  return `${kindWord(kind)}${number ? ` (${number})` : ''}: ${Number.isFinite(depth) && value !== '' ? measured(depth, 'm') : value}`;
}

/** What was looked up, and a form for more of it. */
export function lookBlock(verdict: Verdict, params: URLSearchParams, actions: AnswerActions): Node[] {
  const stated = params.getAll('given').flatMap((each) => each.split('|')).filter(Boolean);
  const open = [...new Set((verdict.follows ?? []).map((follow) => partsOf(follow.fact).kind))];
  const lacking = verdict.maps.map((map) => map.kind).filter((kind) => !['installation', 'abstraction'].includes(kind));
  const kinds = [...new Set([...open, ...lacking])];
  const blocks: Node[] = [];
  if (stated.length) {
    const source = [params.get('given_source'), params.get('given_by'), day(params.get('given_date'))].filter(Boolean).join(' · ');
    blocks.push(
      block(
        w('givenHere'),
        { className: 'look', count: source },
        h('ul.given', {}, stated.map((fact) => h('li', {}, h('b', {}, givenWords(fact)), button(w('remove'), () => actions.retract(fact), { 'aria-label': `${w('remove')}: ${givenWords(fact)}` })))),
      ),
    );
  }
  if (!kinds.length) return blocks;
  const form = lookForm(verdict, kinds, actions);
  if (open.length) blocks.push(block(w('lookedUp'), { className: 'look', count: w('lookedUpOnly') }, form));
  else blocks.push(block(w('lookedUp'), { className: 'look.later', count: w('lookedUpOnly') }, h('details', { 'data-key': 'look' }, h('summary', {}, w('show')), form)));
  return blocks;
}

/** What is typed into the form and not used yet: it has to outlive the answers that come by. */
const typed = { kind: '', value: '', says: 'value', source: recall('look.source') ?? '', by: recall('look.by') ?? '', date: '' };

function lookForm(verdict: Verdict, kinds: string[], actions: AnswerActions): HTMLElement {
  if (!kinds.includes(typed.kind)) typed.kind = kinds[0] ?? '';
  if (!typed.date) typed.date = today();
  const isNumber = () => {
    const follows = (verdict.follows ?? []).filter((follow) => partsOf(follow.fact).kind === typed.kind);
    return !follows.length || follows.some((follow) => partsOf(follow.fact).number);
  };
  const numberOf = () => (verdict.follows ?? []).map((follow) => partsOf(follow.fact)).find((parts) => parts.kind === typed.kind && parts.number)?.number ?? 'max_depth_m';
  const wrong = h('p.fault', { role: 'alert', hidden: true });
  const map = () => verdict.maps.find((each) => each.kind === typed.kind);
  const where = h('p.small');
  const tellWhere = () => {
    const url = map()?.url;
    where.replaceChildren(w('lookSource', { certainty: w('stated') }), ...(url ? [' ', w('whereMap'), ' ', h('a', { href: url, rel: 'external noreferrer' }, new URL(url).hostname)] : []));
  };
  tellWhere();
  const labelled = (name: string, words: string, control: HTMLElement) => h('div.field', {}, h('label', { for: name }, h('span', {}, words)), control);
  const kindSelect = h(
    'select',
    {
      class: 'select',
      id: 'look-kind',
      'data-key': 'look-kind',
      onchange: (event: Event) => {
        typed.kind = (event.target as HTMLSelectElement).value;
        tellWhere();
      },
    },
    kinds.map((kind) => {
      const title = verdict.maps.find((each) => each.kind === kind)?.title;
      return h('option', { value: kind, selected: kind === typed.kind }, title ? pick(title) : kindWord(kind));
    }),
  );
  const says = h(
    'select',
    { class: 'select', id: 'look-says', 'data-key': 'look-says', onchange: (event: Event) => (typed.says = (event.target as HTMLSelectElement).value) },
    [
      ['value', w('lookValue')],
      ['none', w('none')],
      ['yes', w('yes')],
    ].map(([value, words]) => h('option', { value, selected: typed.says === value }, words)),
  );
  const input = (name: 'value' | 'source' | 'by' | 'date', unit = '', kind = 'text') => {
    const element = h('input', { id: `look-${name}`, 'data-key': `look-${name}`, type: kind, value: typed[name], autocomplete: 'off', inputmode: name === 'value' ? 'decimal' : null, oninput: (event: Event) => (typed[name] = (event.target as HTMLInputElement).value) });
    return h('span.input', {}, element, unit ? h('span.unit', {}, unit) : null);
  };
  const use = () => {
    const number = typedNumber(typed.value);
    const value = typed.says === 'none' ? 'none' : typed.says === 'yes' ? 'yes' : number === null ? typed.value.trim() : plain(typed.value);
    wrong.hidden = value !== '';
    wrong.textContent = value ? '' : w('useNothing');
    if (!value) return;
    remember('look.source', typed.source);
    remember('look.by', typed.by);
    const isOfAnother = number !== null && typed.says === 'value' && isNumber() && numberOf() !== 'max_depth_m';
    actions.state({ kind: isOfAnother ? `${typed.kind}.${numberOf()}` : typed.kind, value, source: typed.source, by: typed.by, date: typed.date });
    typed.value = '';
    typed.says = 'value';
  };
  return h(
    'form',
    {
      onsubmit: (event: Event) => {
        event.preventDefault();
        use();
      },
    },
    labelled('look-kind', w('lookMap'), kindSelect),
    h(
      'div.lookform',
      {},
      labelled('look-says', w('lookWhat'), says),
      labelled('look-value', w('lookValue'), input('value', 'm')),
      labelled('look-date', w('lookWhen'), input('date', '', 'date')),
      labelled('look-by', w('lookBy'), input('by')),
      labelled('look-source', w('lookWhere'), input('source')),
      h('button.button.main', { type: 'submit', 'data-key': 'look-use' }, w('useThis')),
    ),
    wrong,
    where,
  );
}

export { inField };
