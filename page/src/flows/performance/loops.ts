/** A dwelling or a row of them on closed loops: how many, how deep, how warm, what they cost. */

import { type Failure, Latest } from '../../api/ask';
import { execute } from '../../api/process';
import { follow, link } from '../../frame/address';
import { h, replace, s } from '../../frame/dom';
import { pick, type Text } from '../../frame/language';
import { inField, measured, plain, shown, typedNumber } from '../../frame/numbers';
import { bars } from '../../parts/chart';
import { field } from '../../parts/field';
import { icon } from '../../parts/icons';
import { block } from '../../parts/verdict';
import { failureBox } from '../../parts/wait';
import { counted, known, w } from '../../words';
import { leaveAt, type Work } from './index';

interface Band {
  low: number;
  middle: number;
  high: number;
}

interface Variant {
  investment_eur: number;
  yearly_eur: number;
  tco_eur: number;
  co2_kg_y: number;
}

interface Chain {
  last_year: { spf_law: number };
  into_ground_min_c: number;
  into_ground_max_c: number;
}

interface Found {
  dwellings: number;
  asked_kwh: [number, number, number];
  heat_peak_kw: number;
  loops: number;
  length_m: number;
  end_depth_m: number;
  keeps_the_law: boolean;
  years_25: Chain;
  years_50: Chain;
  neighbours?: { dwelling: number; cooled_k: number; too_much: boolean }[];
  remedies?: { kind: string; enough: boolean; text: Text }[];
  money: {
    dated: string;
    years: number;
    closed: Variant;
    gas: Variant;
    air: Variant;
    closed_tco_eur?: Band;
    gas_tco_eur?: Band;
    air_tco_eur?: Band;
    closed_investment_eur: Band;
    payback_against_gas_years: number | null;
    payback_against_air_years: number | null;
    best_payback_against_gas_years: number | null;
    worst_payback_against_gas_years: number | null;
    cheapest: 'closed' | 'gas' | 'air';
  };
  remarks: Text[];
}

const TYPES: readonly string[] = ['apartment', 'terraced', 'corner', 'semi-detached', 'detached'];
const LABELS: readonly string[] = ['A++++', 'A+++', 'A++', 'A+', 'A', 'B', 'C', 'D', 'E', 'F', 'G'];
const NUMBERS: readonly [name: string, unit: string][] = [
  ['area_m2', 'm²'],
  ['persons', ''],
  ['gas_m3', 'm³'],
  ['dwellings', ''],
  ['loops', ''],
  ['length_m', 'm'],
  ['max_drilling_depth_m', 'm'],
  ['conductivity_w_m_k', 'W/mK'],
];
const USUAL: Record<string, string> = { dwelling: 'terraced', area_m2: '120', label: 'A' };
const REST_MS = 250;
const WAYS = ['closed', 'air', 'gas'] as const;

function euro(value: number | null | undefined): string {
  return `€\u202f${shown(value, 0)}`;
}

function years(value: number | null): string {
  return value === null ? w('never') : `${shown(value, 1)} ${w('yearWord')}`;
}

/** Fills an element. */
export function loops(box: HTMLElement, start: URLSearchParams): Work {
  let params = start;
  const latest = new Latest<Found>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const form = h('div');
  const told = h('div.liveline', { role: 'status', 'aria-live': 'polite' });
  const answer = h('section', { 'aria-label': w('answer') });
  replace(box, h('div.title', {}, h('h1', {}, w('loopsTitle'))), h('div.modelgrid', {}, h('div', {}, form, told), answer));
  const value = (name: string) => params.get(name) ?? USUAL[name] ?? '';

  function change(values: Record<string, string>): void {
    const next = new URLSearchParams(params);
    for (const [name, each] of Object.entries(values)) {
      if (each && each !== USUAL[name]) next.set(name, each);
      else next.delete(name);
    }
    params = next;
    const to = link('performance', next, 'loops');
    follow(to);
    leaveAt('loops', to);
    clearTimeout(timer);
    timer = setTimeout(ask, REST_MS);
  }

  function drawForm(): void {
    const select = (name: string, words: string, list: readonly (readonly [string, string])[]) => {
      const id = `loops-${name}`;
      const control = h('select', { class: 'select', id, 'data-key': id, onchange: () => change({ [name]: control.value }) }, list.map(([each, word]) => h('option', { value: each, selected: value(name) === each }, word)));
      return h('div.field.span3', {}, h('label', { for: id }, h('span', {}, words)), control);
    };
    replace(
      form,
      h(
        'form.form',
        { 'aria-label': w('loopsTitle'), onsubmit: (event: Event) => event.preventDefault() },
        select('dwelling', w('dwelling'), TYPES.map((type): [string, string] => [type, known(`dwelling_${type}`)])),
        select('label', w('energyLabel'), LABELS.map((label): [string, string] => [label, label])),
        NUMBERS.map(([name, unit]) => field({ name: `loops-${name}`, label: known(`loops_${name}`), value: inField(value(name)), span: 3, ...(unit ? { unit } : {}), oninput: (typed) => (typed.trim() === '' || typedNumber(typed) !== null) && change({ [name]: plain(typed) }) }).element),
      ),
      h('p.small.muted.inner', {}, w('loopsEmpty')),
    );
  }

  function ask(): void {
    const numbers = Object.fromEntries(NUMBERS.flatMap(([name]) => (value(name) ? [[name, Number(value(name))]] : [])));
    latest.ask((signal) => execute<Found>('closed-loops', { dwelling: value('dwelling'), label: value('label'), ...numbers }, signal), {
      onSlow: () => {
        answer.classList.add('slow');
        replace(told, h('p.live', {}, w(answer.querySelector('.roomhead') ? 'updating' : 'loading')));
      },
      onAnswer: (found) => {
        done();
        replace(answer, drawn(found));
      },
      onFailure: (failure: Failure, again) => {
        done();
        replace(answer, failureBox(failure, failure.mayTryAgain ? again : null));
      },
    });
  }

  function done(): void {
    answer.classList.remove('slow');
    replace(told);
  }

  drawForm();
  ask();
  return {
    update(next) {
      params = next;
      drawForm();
      ask();
    },
    close() {
      clearTimeout(timer);
      latest.stop();
    },
  };
}

function drawn(found: Found): Node[] {
  const { money } = found;
  const isMany = found.dwellings > 1;
  const [heat, water, cold] = found.asked_kwh;
  const bad = (found.neighbours ?? []).filter((each) => each.too_much);
  const worst = Math.max(0, ...(found.neighbours ?? []).map((each) => each.cooled_k));
  return [
    h(
      'div.roomhead',
      {},
      h('h2', {}, w(isMany ? 'loopsEach' : 'loopsFound', { loops: counted(found.loops, 'loopOne', 'loopMore'), length: measured(found.length_m, 'm', 0), dwellings: found.dwellings })),
      h('p', {}, w('loopsPay', { gas: years(money.payback_against_gas_years), best: shown(money.best_payback_against_gas_years, 1), worst: money.worst_payback_against_gas_years === null ? w('never') : shown(money.worst_payback_against_gas_years, 1), cheapest: known(`way_${money.cheapest}`) })),
      h('p.muted', {}, w('loopsAsked', { heat: shown(heat, 0), water: shown(water, 0), cold: shown(cold, 0), peak: measured(found.heat_peak_kw, 'kW', 1) })),
    ),
    block(
      w('intoGround'),
      { className: 'law', count: w('intoGroundLaw') },
      temperatures(found),
      found.keeps_the_law ? null : h('div.box.warning', {}, icon('warning'), h('p', {}, w('breaksLaw'))),
      bad.length ? h('div.box.warning', {}, icon('warning'), h('p', {}, w('rowTooMuch', { count: bad.length, worst: shown(worst, 1) }))) : isMany ? h('p', {}, w('rowWell', { worst: shown(worst, 1) })) : null,
      found.remedies?.length ? h('ul.duties', {}, found.remedies.map((each) => h('li', {}, pick(each.text), ` – ${w(each.enough ? 'isEnough' : 'isNotEnough')}`))) : null,
    ),
    block(
      w('totalCost'),
      { className: 'money', count: w('moneyOf', { dated: money.dated, years: money.years }) },
      bars({ title: w('tcoTitle', { years: money.years }), unit: w('thousandEuro'), labels: WAYS.map((way) => known(`way_${way}`)), series: [{ name: w('tcoMiddle'), look: 'with', values: WAYS.map((way) => money[way].tco_eur / 1000) }] }),
      h(
        'div.wide',
        { tabindex: 0, role: 'region', 'aria-label': w('totalCost') },
        h(
          'table.plain',
          {},
          h('thead', {}, h('tr', {}, [w('way'), w('investment'), w('aYearColumn'), w('inTotal'), w('co2Kg')].map((title, at) => h(at ? 'th.number' : 'th', { scope: 'col' }, title)))),
          h('tbody', {}, WAYS.map((way) => h('tr', {}, h('th', { scope: 'row' }, known(`way_${way}`)), h('td.number', {}, euro(money[way].investment_eur)), h('td.number', {}, euro(money[way].yearly_eur)), h('td.number', {}, euro(money[way].tco_eur), range(money[`${way}_tco_eur`])), h('td.number', {}, measured(money[way].co2_kg_y, 'kg', 0))))),
        ),
      ),
      h('p.small', {}, w('loopsCost', { low: euro(money.closed_investment_eur.low), high: euro(money.closed_investment_eur.high), air: years(money.payback_against_air_years) })),
    ),
    block(w('toKnow'), { className: 'remarks' }, h('ul.duties', {}, found.remarks.map((each) => h('li', {}, pick(each))))),
  ];
}

function range(band: Band | undefined): Node | null {
  return band ? h('span.d', {}, `${shown(band.low, 0)} – ${shown(band.high, 0)}`) : null;
}

/** How cold and how warm it gets, between the ends that the law has. */
function temperatures(found: Found): HTMLElement {
  const [low, high] = [-8, 36];
  const x = (value: number) => 70 + ((Math.min(Math.max(value, low), high) - low) / (high - low)) * 440;
  const row = (title: string, chain: Chain, at: number) => [
    s('text', { x: 64, y: at + 13, 'text-anchor': 'end' }, title),
    s('rect', { class: 'bar2 with', fill: 'url(#hatch-with)', x: x(chain.into_ground_min_c), y: at, width: x(chain.into_ground_max_c) - x(chain.into_ground_min_c), height: 18 }),
    s('text', { class: 'herewords', x: x(chain.into_ground_min_c) - 4, y: at + 13, 'text-anchor': 'end' }, shown(chain.into_ground_min_c, 1)),
    s('text', { class: 'herewords', x: x(chain.into_ground_max_c) + 4, y: at + 13 }, shown(chain.into_ground_max_c, 1)),
  ];
  const told = [['25', found.years_25], ['50', found.years_50]].map(([count, chain]) => w('temperatureTold', { years: String(count), low: shown((chain as Chain).into_ground_min_c, 1), high: shown((chain as Chain).into_ground_max_c, 1), spf: shown((chain as Chain).last_year.spf_law, 2) }));
  return h(
    'figure.chart',
    {},
    s(
      'svg',
      { viewBox: '0 0 520 84', role: 'img', 'aria-label': told.join(' ') },
      [-3, 30].map((limit) => [s('path', { class: 'here', d: `M${x(limit)} 4V62` }), s('text', { x: x(limit), y: 78, 'text-anchor': 'middle' }, measured(limit, '°C'))]),
      row(`25 ${w('yearWord')}`, found.years_25, 8),
      row(`50 ${w('yearWord')}`, found.years_50, 36),
    ),
    h('p.small', {}, told.join(' ')),
  );
}
