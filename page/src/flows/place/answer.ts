/** The answer to one application, in blocks: what decides, what helps, neighbours, layers, duties, what it rests on. */

import { factWord, kindWord } from '../../api/terms';
import { type Change, type JudgedRule, type Neighbour, type Range, type Remedy, type Verdict, rulesOf, withoutSource } from '../../api/verdict';
import { link } from '../../frame/address';
import { bold, h } from '../../frame/dom';
import { pick } from '../../frame/language';
import { day, measured, rd, shown } from '../../frame/numbers';
import { certaintyLine } from '../../parts/certainty';
import { icon } from '../../parts/icons';
import { type Outcome, outcomeWord } from '../../parts/outcome';
import { block, verdictHead } from '../../parts/verdict';
import { counted, known, type Word, w } from '../../words';
import { fieldWord, unitWord, valueWords } from './fields';
import { authority } from '../law/authority';
import { followsBlock, lookBlock } from './open';

export interface AnswerActions {
  buttons: Node[];
  copy(): void;

  apply(remedy: Remedy): void;
  /** States what was looked up on a map. */
  state(given: { kind: string; value: string; source: string; by: string; date: string }): void;
  /** Takes back what was stated. */
  retract(given: string): void;
}

/** The whole answer. */
export function answerBlocks(verdict: Verdict, params: URLSearchParams, actions: AnswerActions): Node[] {
  const look = lookBlock(verdict, params, actions);
  return [
    head(verdict, actions),
    ...edges(verdict),
    decides(verdict, params),
    ...followsBlock(verdict),
    ...(verdict.follows?.length ? look : []),
    ...helps(verdict, actions),
    neighbours(verdict),
    layers(verdict),
    ...(verdict.follows?.length ? [] : look),
    duties(verdict),
    rests(verdict, actions),
  ];
}

/** How sure, for the heading: the weakest link of what decides. */
export function sureNote(verdict: Verdict): string {
  if (verdict.outcome === 'undetermined') {
    const [mild, strict] = verdict.range ?? [];
    const range = mild && strict && mild !== strict ? w('between', { mild: known(mild).toLowerCase(), strict: known(strict).toLowerCase() }) : '';
    return range;
  }
  const { certainty } = verdict;
  if (!certainty) return '';
  const year = certainty.map_date?.slice(0, 4);
  return [known(certainty.weakest), year ? w('mapOf', { year }) : ''].filter(Boolean).join('; ');
}

function head(verdict: Verdict, actions: AnswerActions): HTMLElement {
  const { outcome, certainty } = verdict;
  let sub: Node | string | null = null;
  if (outcome === 'undetermined') sub = `${w('openIsNone')} ${verdict.settle.length === 1 ? w('oneFact') : w('moreFacts', { facts: verdict.settle.slice(0, 4).map(factWord).join(', ') })}`;
  else if (outcome === 'not-covered') sub = w('notCoveredIsNone');
  else if (certainty) {
    const why = [certainty.rule ? w('weakestRule', { rule: certainty.rule }) : '', certainty.layer ? w('weakestLayer', { layer: certainty.layer }) : ''].filter(Boolean).join(', ');
    sub = certaintyLine(certainty.weakest, why ? `; ${why}.` : '');
  }
  const element = verdictHead({ outcome, note: sureNote(verdict), sub, actions: actions.buttons });
  element.id = 'answer';
  return element;
}

function edges(verdict: Verdict): Node[] {
  return (verdict.near_edges ?? []).slice(0, 2).map((edge) =>
    block(
      w('nearEdge'),
      { className: 'edges' },
      h('div.box.warning', {}, icon('warning'), h('p', {}, w('nearEdgeText', { kind: kindWord(edge.kind), name: edge.name ?? edge.id, distance: measured(edge.distance_m, 'm', 1), accuracy: measured(edge.accuracy_m, 'm', 1) }), ' ', outcomeWord(edge.outcome), '.')),
    ),
  );
}

function ruleLink(id: string): HTMLElement {
  return h('a.code', { href: link('law', null, id), 'data-key': `rule-${id}` }, id);
}

/** Where a rule comes from, in one line. */
function source(rule: JudgedRule): HTMLElement {
  const of = rule.zone ?? rule.site;
  const { title, article } = rule.source;
  const words = [of ? (of.name ?? `${of.layer} ${of.id}`) : '', title, article ?? '', known(rule.certainty)].filter(Boolean);
  return h('p.src', {}, ruleLink(rule.id), ` · ${words.join(' · ')}`);
}

function decides(verdict: Verdict, params: URLSearchParams): HTMLElement {
  const isOpen = verdict.outcome === 'undetermined';
  const rules = rulesOf(verdict, verdict.decisive);
  const shownRules = rules.slice(0, 3).flatMap((rule) => [h('p.decide', {}, bold(withoutSource(pick(rule.explanation)))), source(rule)]);
  const rest = rules.slice(3);
  const partial = verdict.partial.map((each) => h('p.src', {}, h('b', {}, `${w('lawUnknown')}: `), pick(each.text)));
  void params;
  return block(
    isOpen ? w('keepsOpen') : w('whatDecides'),
    { className: isOpen ? 'keeps' : 'decides' },
    ...shownRules,
    rest.length ? h('details', { 'data-key': 'more-rules' }, h('summary', {}, `+ ${rest.length}`), rest.flatMap((rule) => [h('p', {}, withoutSource(pick(rule.explanation))), source(rule)])) : null,
    ...(rules.length ? [] : [h('p.decide', {}, verdict.outcome === 'not-covered' ? w('notCoveredIsNone') : w('none'))]),
    ...(isOpen || !rules.length ? partial : []),
  );
}

function changeWords(change: Change): string {
  const { fact, from, to, change: by, unit, place } = change;
  if (place) return w('placeMove', { distance: measured(place.distance_m, 'm', 1), direction: pick(place.direction) });
  const amount = typeof by === 'number' ? measured(Math.abs(by), unitWord(unit)) : '';
  if (fact === 'drilling_depth_m' && typeof by === 'number' && by < 0) return w('lessDeep', { amount, to: valueWords(to, unit) });
  return w('fieldTo', { field: known(fact), from: valueWords(from, unit), to: valueWords(to, unit) });
}

/** What a remedy changes besides, in words. */
function alsoWords(also: Change[]): string {
  const to = (fact: string) => also.find((change) => change.fact === fact)?.to;
  const [top, bottom] = [to('screen_top_m'), to('screen_bottom_m')];
  const rest = also.filter((change) => !change.fact.startsWith('screen_')).map(changeWords);
  if (typeof top === 'number' && typeof bottom === 'number') rest.push(w('screensMove', { from: shown(top), to: measured(bottom, 'm') }));
  return rest.join('; ');
}

function helps(verdict: Verdict, actions: AnswerActions): Node[] {
  const { remedies, no_remedy: none } = verdict;
  if (remedies?.length) {
    const items = remedies.map((remedy, at) =>
      h(
        'li',
        {},
        h(
          'button.fix',
          { type: 'button', 'data-key': `remedy-${at}`, onclick: () => actions.apply(remedy) },
          h('span', {}, h('b', {}, changeWords(remedy)), remedy.also?.length ? h('span.d', {}, alsoWords(remedy.also)) : remedy.place ? h('span.d', {}, `x ${rd(remedy.place.x, 2)}, y ${rd(remedy.place.y, 2)}`) : null),
          outcomeWord(remedy.outcome),
          h('span.apply', {}, w('apply')),
        ),
      ),
    );
    return [block(w('wouldHelp'), { className: 'helps' }, h('ul.help', {}, items))];
  }
  if (!none) return [];
  const tried = [...none.tried.filter((fact) => fact !== 'place').map((fact) => factWord(fact)), ...(none.searched_m ? [w('searchedTo', { distance: measured(none.searched_m, 'm') })] : [])];
  return [
    block(w('wouldHelp'), { className: 'helps' }, h('p', {}, w('noRemedy')), h('p.tried', {}, w('inTheWay', { rules: '' }).replace(/ ?\.$/, ''), none.rules.map((rule, at) => [at ? ', ' : ' ', ruleLink(rule.id)]), '. ', tried.length ? w('tried', { facts: tried.join(', ') }) : '')),
  ];
}

/** A range in words: from what is certain to what may be. */
export function rangeWords(range: Range, unit: string, decimals = 2): string {
  if (range.high === null) return w('orMore', { from: measured(range.low, unit, decimals) });
  const [low, high] = [shown(range.low, decimals), shown(range.high, decimals)];
  return `${low === high ? low : `${low} … ${high}`}${unit ? `\u00a0${unit}` : ''}`;
}

/** What the application and a neighbour do to each other, a line each. */
function mutual({ spacing, head, cooling }: Neighbour): string[] {
  const lines: string[] = [];
  if (spacing?.radii) lines.push(w('mutualRadii', { radii: rangeWords(spacing.radii, '', 1), required: shown(spacing.required, 1) }));
  const both = (key: 'mutualHead' | 'mutualCooling', us: Range | undefined, them: Range | undefined, unit: string, limit: number) => {
    if (us || them) lines.push(w(key, { us: us ? rangeWords(us, unit) : w('unknown'), them: them ? rangeWords(them, unit) : w('unknown'), limit: measured(limit, unit) }));
  };
  if (head) both('mutualHead', head.by_us_m, head.by_them_m, 'm', head.limit_m);
  if (cooling) both('mutualCooling', cooling.by_us_k, cooling.by_them_k, 'K', cooling.limit_k);
  return lines;
}

function neighbours(verdict: Verdict): HTMLElement {
  const { facts } = verdict;
  const count = facts.within_400_m['installation'] ?? null;
  const list = facts.neighbours ?? [];
  const title = w('neighbours');
  if (count === null) return block(title, { className: 'neighbours' }, h('div.box.warning', {}, icon('warning'), h('p', {}, w('noMapOfSystems'))));
  if (!list.length) return block(title, { className: 'neighbours' }, h('p', {}, w('noNeighbours')));
  const unknown = (facts_: string[]) => facts_.map((fact) => (fact === 'application' ? w('applicationItself') : known(fact === 'system' ? 'systemColumn' : fact).toLowerCase())).join(', ');
  return block(
    title,
    { className: 'neighbours', count: counted(count, 'systemOne', 'systemMore') },
    h(
      'div.wide',
      { tabindex: 0, role: 'region', 'aria-label': title },
      h(
        'table.plain',
        {},
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, w('systemColumn')), h('th', { scope: 'col' }, w('kind')), h('th.number', { scope: 'col' }, w('distance')), h('th', { scope: 'col' }, w('harmMutual')))),
        h(
          'tbody',
          {},
          list.map((each) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, each.id),
              h('td', {}, [each.system ? (each.system === 'open' ? w('open_') : w('closed')) : w('unknown'), counted(each.wells, 'wellOne', 'wellMore')].join(' · ')),
              h('td.number', {}, measured(each.distance_m, 'm', 0)),
              h('td', {}, h('b', {}, known(`harm_${each.harm}`)), mutual(each).map((line) => h('span.d', {}, line)), each.unknown.length ? h('span.muted', {}, ` · ${w('unknownOf', { facts: unknown(each.unknown) })}`) : null),
            ),
          ),
        ),
      ),
    ),
  );
}

function layers(verdict: Verdict): HTMLElement {
  const { facts, maps, jurisdiction } = verdict;
  const item = (name: 'here' | 'near' | 'lacking', words: string, ...detail: (Node | string | null)[]) => h('li', {}, icon(name), words, detail.some(Boolean) ? h('span.d', {}, ...detail) : null);
  const depth = (zone: Verdict['facts']['zones'][number]) => (zone.max_depth_m !== undefined ? w('depthLabel', { depth: measured(zone.max_depth_m, 'm') }) : zone.from_m ? w('fromLabel', { depth: measured(zone.from_m, 'm') }) : '');
  const here = [
    ...facts.zones.map((zone) => item('here', [kindWord(zone.kind), depth(zone)].filter(Boolean).join(', '), zone.name ?? zone.id)),
    ...jurisdiction.map((name) => item('here', w('province', { name: authority(name) }))),
  ];
  const near = Object.entries(facts.nearest)
    .filter(([, found]) => found.distance_m > 0)
    .sort(([, one], [, other]) => one.distance_m - other.distance_m);
  const close = near.filter(([, found]) => found.distance_m < 5000);
  const nearItems = (close.length ? close : near.slice(0, 3)).map(([sort, found]) => item('near', `${kindWord(sort.replace(/^zone:/, ''))}: ${found.distance_m < 1000 ? measured(found.distance_m, 'm', 0) : measured(found.distance_m / 1000, 'km', 1)}`, found.name ?? found.id));
  const lacking = [
    ...maps.map((map) => item('lacking', pick(map.title) || kindWord(map.kind), map.url ? h('a', { href: map.url, rel: 'external noreferrer' }, w('askAt')) : null)),
    ...(facts.gaps ?? []).map((gap) => item('lacking', pick(gap))),
  ];
  const list = (title: string, items: Node[]) => h('div', {}, h('h3', {}, title), items.length ? h('ul', {}, items) : h('p.muted', {}, w('none')));
  return block(
    w('layersHere'),
    { className: 'layers', id: 'layers', count: w('layersCount', { here: here.length, near: nearItems.length, lacking: lacking.length }) },
    h('div.skewer', {}, list(w('here'), here), list(w('notHere'), nearItems), list(w('noMap'), lacking)),
  );
}

function duties(verdict: Verdict): HTMLElement {
  const said = (rule: JudgedRule) => h('li', {}, pick(rule.reason), h('span.d', {}, ruleLink(rule.id), ` · ${[rule.source.article ?? rule.source.title, rule.notice_weeks ? `${rule.notice_weeks} w` : ''].filter(Boolean).join(' · ')}`));
  const conditions = [...verdict.rules.filter((rule) => rule.state === 'applies' && rule.conditions?.length).flatMap((rule) => (rule.conditions ?? []).map((text) => h('li', {}, pick(text), h('span.d', {}, ruleLink(rule.id))))), ...rulesOf(verdict, verdict.on_condition).map(said)];
  const groups: [Word, Node[]][] = [
    ['doubts', rulesOf(verdict, verdict.implausible).map(said)],
    ['conditions', conditions],
    ['attentions', rulesOf(verdict, verdict.attention).map(said)],
    ['duties', rulesOf(verdict, verdict.duties).map(said)],
    ['items', verdict.completeness.items.map((item) => h('li', {}, `${pick(item.text)}: `, h('b', {}, known(`state_${item.state}`)), h('span.d', {}, item.source.article ?? item.source.title)))],
  ];
  const count = [counted(conditions.length, 'conditionOne', 'conditionMore'), counted(verdict.duties.length, 'dutyOne', 'dutyMore'), counted(verdict.attention.length, 'attentionOne', 'attentionMore'), counted(verdict.completeness.items.length, 'itemOne', 'itemMore')].join(' · ');
  return block(
    w('allNeeded'),
    { className: 'duty', count },
    ...groups.filter(([, items]) => items.length).map(([title, items]) => h('details', { 'data-key': `needed-${title}`, open: title === 'doubts' }, h('summary', {}, `${w(title)} (${items.length})`), h('ul.duties', {}, items))),
  );
}

function rests(verdict: Verdict, actions: AnswerActions): HTMLElement {
  const { layers: maps, rulebooks, input_sha256: input, tool } = verdict.provenance;
  const short = (hash: string) => h('code', { title: hash }, hash.slice(0, 12));
  return block(
    w('restsOn'),
    { className: 'rests', id: 'rests', action: h('span', {}, h('button.link', { type: 'button', onclick: () => actions.copy(), 'data-key': 'copy' }, w('copyLink'))), count: `${counted(maps.length, 'layerOne', 'layerMore')} · ${counted(rulebooks.length, 'bookOne', 'bookMore')}` },
    h('p.small.muted', {}, `${tool} · ${w('date')}: ${day(verdict.date)} · ${w('ofApplication')} `, short(input)),
    h(
      'details',
      { 'data-key': 'layers-of' },
      h('summary', {}, `${w('layerMore')} (${maps.length})`),
      h('ul.duties', {}, maps.map((map) => h('li', {}, `${map.id} · ${map.version} · `, short(map.sha256), ` · ${day(map.date)} · ${map.status}`, map.source ? h('span.d', {}, map.source.title) : null, map.caveat ? h('span.d', {}, pick(map.caveat)) : null))),
    ),
    h('details', { 'data-key': 'books-of' }, h('summary', {}, `${w('bookMore')} (${rulebooks.length})`), h('ul.duties', {}, rulebooks.map((book) => h('li', {}, `${book.id} ${book.version} · `, short(book.sha256))))),
    h(
      'details',
      { 'data-key': 'rules-of' },
      h('summary', {}, w('allRulesSeen', { count: verdict.rules.length })),
      h('ul.duties', {}, verdict.rules.map((rule) => h('li', {}, ruleLink(rule.id), ` · ${known(rule.outcome)} · ${stateWord(rule.state)}`, h('span.d', {}, pick(rule.explanation))))),
    ),
  );
}

function stateWord(state: JudgedRule['state']): string {
  return w(state === 'applies' ? 'ruleApplies' : state === 'unknown' ? 'ruleUnknown' : 'ruleDoesNot');
}

export type { Outcome };
export { fieldWord };
