/** The yearly report of an installation, in blocks: the figure, what is doubted, law, energy, months, ground, meters. */

import { link } from '../../frame/address';
import { h } from '../../frame/dom';
import { pick, type Text } from '../../frame/language';
import { day, fixed, measured, shown } from '../../frame/numbers';
import { button } from '../../parts/button';
import { bars } from '../../parts/chart';
import { csv, handOver } from '../../parts/download';
import { icon, type IconName } from '../../parts/icons';
import { block } from '../../parts/verdict';
import { known, w, type Word } from '../../words';

interface Figure {
  value?: number | null;
  error?: number | null;
  unknown?: Text[];
}

interface Month {
  month: number;
  heat_mwh: number | null;
  cold_mwh: number | null;
  energy_mwh: number | null;
  spf: number | null;
}

type FigureName = 'heat_mwh' | 'cold_mwh' | 'electricity_mwh' | 'gas_mwh' | 'heat_covered_percent' | 'cold_covered_percent' | 'heat_to_ground_mwh' | 'cold_to_ground_mwh' | 'water_warm_to_cold_m3' | 'water_cold_to_warm_m3' | 'heat_productivity_kwh_m3' | 'cold_productivity_kwh_m3';

/** The report, as far as the page reads it. */
export interface Report extends Record<FigureName, Figure> {
  name: string;
  concept_name: Text;
  year: number;
  system: 'open' | 'closed';
  spf: Figure;
  months: Month[];
  meters: { column: string; what: Text; counts: Text; amount: number | null; amount_unit: string; error: number; error_assumed: boolean; readings: number; complete_percent: number; bridged_percent: number; estimated_percent: number }[];
  faults: { column: string | null; kind: string; count: number; treatment: Text }[];
  fault_list: { column: string | null; kind: string; file: string | null; line: number | null; from: string | null; to: string | null; value: number | null }[];
  balance: { years: { year: number; heat_mwh: number; cold_mwh: number; surplus_mwh: number }[]; since_use: boolean; heat_surplus_mwh: number | null; met: boolean | null };
  temperatures: { quantity: string; mean_c: Figure; lowest_c: number | null; highest_c: number | null }[];
  earlier: { year: number; spf: number | null; heat_mwh: number | null; cold_mwh: number | null }[];
  checks: { id: string; state: 'holds' | 'fails' | 'unknown' | 'does-not-apply'; text: Text; rule: string | null; source: { article?: string | null; title: string } | null; within_error: boolean }[];
  due: string | null;
  received: string | null;
  remarks: Text[];
  provenance: { tool: string; readings: { file: string; sha256: string }[] };
}

const UNITS: Record<FigureName, string> = {
  heat_mwh: 'MWh',
  cold_mwh: 'MWh',
  electricity_mwh: 'MWh',
  gas_mwh: 'MWh',
  heat_covered_percent: '%',
  cold_covered_percent: '%',
  heat_to_ground_mwh: 'MWh',
  cold_to_ground_mwh: 'MWh',
  water_warm_to_cold_m3: 'm³',
  water_cold_to_warm_m3: 'm³',
  heat_productivity_kwh_m3: 'kWh/m³',
  cold_productivity_kwh_m3: 'kWh/m³',
};

const MONTHS: Record<'nl' | 'en', string[]> = {
  nl: ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'],
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
};

/** The name of a month, short. */
function monthWord(month: number): string {
  return MONTHS[document.documentElement.lang === 'en' ? 'en' : 'nl'][month - 1] ?? String(month);
}

/** A number with how far it can be off, or that it is not known. */
function figure({ value, error }: Figure, unit: string, decimals = 1): string {
  if (value === null || value === undefined) return w('undeterminedFigure');
  return `${fixed(value, decimals)}${unit ? `\u00a0${unit}` : ''}${error ? ` ± ${fixed(error, decimals)}` : ''}`;
}

/** The whole report. */
export function reportBlocks(report: Report, stem: string): Node[] {
  return [head(report, stem), doubts(report), checks(report), months(report), energy(report), ground(report), meters(report), rests(report)].filter((each): each is HTMLElement => each !== null);
}

function head(report: Report, stem: string): HTMLElement {
  const { spf } = report;
  const isKnown = spf.value !== null && spf.value !== undefined;
  const name = `${stem}-${report.year}`;
  const columns = ['month', 'heat_mwh', 'cold_mwh', 'energy_mwh', 'spf'];
  return h(
    'div.roomhead',
    {},
    h('h2', {}, isKnown ? w('spfIs', { spf: figure(spf, '', 2), year: report.year }) : w('spfUnknown', { year: report.year })),
    isKnown ? h('p', {}, w('spfOf', { heat: figure(report.heat_mwh, 'MWh'), cold: figure(report.cold_mwh, 'MWh'), energy: measured((report.electricity_mwh.value ?? 0) + (report.gas_mwh.value ?? 0), 'MWh', 1) })) : (spf.unknown ?? []).map((why) => h('p', {}, pick(why))),
    h('p.muted', {}, pick(report.concept_name), report.due ? ` · ${w('dueBefore', { day: day(report.due) })}` : ''),
    h(
      'p.chips',
      {},
      button(w('reportJson'), () => handOver(JSON.stringify(report, null, 1), `${name}.json`, 'application/json'), { 'data-key': 'file-json' }),
      button(w('reportCsv'), () => handOver(csv(columns, report.months as unknown as Record<string, unknown>[]), `${name}-${w('fileOfMonths')}.csv`, 'text/csv'), { 'data-key': 'file-csv' }),
      button(w('print'), () => print(), { 'data-key': 'print' }),
    ),
  );
}

/** What is doubted: what is undetermined and why, what was wrong with the readings, what a reader has to know. */
function doubts(report: Report): HTMLElement {
  // What follows from other figures, and what a closed system does not have, says nothing new.
  const told = (Object.keys(UNITS) as FigureName[]).filter((name) => !/covered|productivity/.test(name) && (report.system === 'open' || !name.startsWith('water')));
  const unknown = told.filter((name) => report[name].unknown?.length);
  const reasons = unknown.flatMap((name) => (report[name].unknown ?? []).map((why) => ({ name, why })));
  const places = (kind: string, column: string | null) => report.fault_list.filter((each) => each.kind === kind && each.column === column).slice(0, 4);
  const where = ({ line, file, from, to }: Report['fault_list'][number]) => [line ? w('onLine', { line }) : '', !line && file ? file : '', from ? (to ? `${momentWord(from)} – ${momentWord(to)}` : momentWord(from)) : ''].filter(Boolean).join(', ');
  const hasAny = reasons.length || report.faults.length || report.remarks.length;
  return block(
    w('doubted'),
    { className: 'doubts', count: report.faults.length ? w('faultsCount', { count: report.faults.reduce((sum, each) => sum + each.count, 0) }) : '' },
    hasAny ? null : h('p', {}, icon('check'), ` ${w('nothingDoubted')}`),
    report.faults.length
      ? h(
          'ul.duties',
          {},
          report.faults.map((each) => {
            const at = places(each.kind, each.column).map(where).filter(Boolean);
            return h('li', {}, h('b', {}, `${known(`fault_${each.kind}`)}${each.count > 1 ? ` (${each.count}×)` : ''}`), each.column ? ` · ${each.column}` : '', `: ${pick(each.treatment)}.`, at.length ? h('span.d', {}, at.join('; ')) : null);
          }),
        )
      : null,
    reasons.length ? h('ul.duties', {}, reasons.map(({ name, why }) => h('li', {}, h('b', {}, `${known(`figure_${name}`)}: ${w('undeterminedFigure')}. `), pick(why)))) : null,
    report.remarks.length ? h('ul.duties', {}, report.remarks.map((remark) => h('li', {}, pick(remark)))) : null,
  );
}

function momentWord(text: string): string {
  return text.length > 10 ? `${day(text)} ${text.slice(11, 16)}` : day(text);
}

const STATES: Record<Report['checks'][number]['state'], [IconName, Word]> = { holds: ['check', 'check_holds'], fails: ['warning', 'check_fails'], unknown: ['help', 'check_unknown'], 'does-not-apply': ['minus', 'check_not'] };

function checks(report: Report): HTMLElement {
  const order = ['fails', 'unknown', 'holds', 'does-not-apply'];
  const sorted = [...report.checks].sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
  return block(
    w('lawAndPermit'),
    { className: 'checks' },
    h(
      'ul.duties',
      {},
      sorted.map(({ id, state, text, rule, source, within_error: isNear }) => {
        const [name, word] = STATES[state];
        return h('li', { class: `check ${state}` }, icon(name), h('div', {}, h('b', {}, `${known(`check_${id}`)}: ${w(word)}. `), pick(text), isNear ? ` ${w('withinError')}` : '', h('span.d', {}, rule ? h('a.code', { href: link('law', null, rule) }, rule) : null, source?.article ? ` · ${source.article}` : '')));
      }),
    ),
  );
}

function months(report: Report): HTMLElement {
  return block(
    w('byMonth'),
    { className: 'months' },
    h('div.besides', {}, bars({
      title: w('heatAndCold'),
      unit: 'MWh',
      labels: report.months.map((each) => monthWord(each.month)),
      series: [
        { name: w('heatToBuilding'), look: 'heat', values: report.months.map((each) => each.heat_mwh) },
        { name: w('coldToBuilding'), look: 'cold', values: report.months.map((each) => each.cold_mwh) },
      ],
    }), h(
      'div.wide',
      { tabindex: 0, role: 'region', 'aria-label': w('byMonth') },
      h(
        'table.plain',
        {},
        h('thead', {}, h('tr', {}, [w('month'), w('heatToBuilding'), w('coldToBuilding'), w('energyUsed'), 'SPF'].map((title, at) => h(at ? 'th.number' : 'th', { scope: 'col' }, title)))),
        h('tbody', {}, report.months.map((each) => h('tr', {}, h('th', { scope: 'row' }, monthWord(each.month)), [each.heat_mwh, each.cold_mwh, each.energy_mwh].map((value) => h('td.number', {}, fixed(value, 1))), h('td.number', {}, fixed(each.spf, 2))))),
      ),
    )),
    report.earlier.length ? h('p.small', {}, `${w('earlierYears')}: ${[...report.earlier.map((each) => `${each.year} ${fixed(each.spf, 2)}`), `${report.year} ${fixed(report.spf.value, 2)}`].join(' · ')}`) : null,
  );
}

function list(report: Report, names: FigureName[]): HTMLElement {
  return h('dl.facts', {}, names.map((name) => [h('dt', {}, known(`figure_${name}`)), h('dd', {}, h('b', {}, figure(report[name], UNITS[name], UNITS[name] === 'm³' || UNITS[name] === '%' ? 0 : UNITS[name] === 'kWh/m³' ? 2 : 1)))]));
}

function energy(report: Report): HTMLElement {
  return block(w('energyTitle'), { className: 'energy' }, list(report, ['heat_mwh', 'cold_mwh', 'electricity_mwh', 'gas_mwh', 'heat_covered_percent', 'cold_covered_percent']));
}

function ground(report: Report): HTMLElement {
  const { balance, temperatures } = report;
  const water: FigureName[] = report.system === 'open' ? ['water_warm_to_cold_m3', 'water_cold_to_warm_m3', 'heat_productivity_kwh_m3', 'cold_productivity_kwh_m3'] : [];
  return block(
    w('groundTitle'),
    { className: 'ground' },
    list(report, ['heat_to_ground_mwh', 'cold_to_ground_mwh', ...water]),
    balance.years.length
      ? h(
          'table.plain',
          {},
          h('caption.hidden', {}, w('balanceTitle')),
          h('thead', {}, h('tr', {}, [w('year'), w('figure_heat_to_ground_mwh'), w('figure_cold_to_ground_mwh'), w('surplusColumn')].map((title, at) => h(at ? 'th.number' : 'th', { scope: 'col' }, title)))),
          h('tbody', {}, balance.years.map((each) => h('tr', {}, h('th', { scope: 'row' }, each.year), h('td.number', {}, fixed(each.heat_mwh, 1)), h('td.number', {}, fixed(each.cold_mwh, 1)), h('td.number', {}, fixed(each.surplus_mwh, 1))))),
        )
      : null,
    temperatures.some((each) => each.lowest_c !== null) ? h('ul.duties', {}, temperatures.map((each) => h('li', {}, `${known(`temperature_${each.quantity}`)}: `, h('b', {}, w('temperatureOf', { mean: figure(each.mean_c, '°C'), low: measured(each.lowest_c, '°C', 1), high: measured(each.highest_c, '°C', 1) }))))) : null,
  );
}

function meters(report: Report): HTMLElement {
  const percent = (value: number) => `${shown(value, 1)}\u00a0%`;
  const unitOf = (unit: string) => (unit === 'degC' ? '°C' : unit === 'm3' ? 'm³' : unit);
  return block(
    w('metersTitle'),
    { className: 'meters', count: String(report.meters.length) },
    h(
      'div.wide',
      { tabindex: 0, role: 'region', 'aria-label': w('metersTitle') },
      h(
        'table.plain',
        {},
        h('thead', {}, h('tr', {}, [w('meter'), w('measures'), w('countsAs'), w('amount'), w('meterError'), w('metersComplete'), w('metersBridged'), w('metersEstimated')].map((title, at) => h(at > 2 ? 'th.number' : 'th', { scope: 'col' }, title)))),
        h(
          'tbody',
          {},
          report.meters.map((each) =>
            h(
              'tr',
              {},
              h('th', { scope: 'row' }, each.column),
              h('td', {}, pick(each.what)),
              h('td', {}, pick(each.counts) || '–'),
              h('td.number', {}, measured(each.amount, unitOf(each.amount_unit), each.amount_unit === 'degC' ? 1 : 0)),
              h('td.number', {}, each.amount_unit === 'degC' ? measured(each.error, '°C', 1) : percent(each.error), each.error_assumed ? h('span.d', {}, w('assumed')) : null),
              h('td.number', {}, percent(each.complete_percent)),
              h('td.number', {}, percent(each.bridged_percent)),
              h('td.number', {}, percent(each.estimated_percent)),
            ),
          ),
        ),
      ),
    ),
  );
}

function rests(report: Report): HTMLElement {
  return block(w('restsOn'), { className: 'rests' }, h('p.small.muted', {}, `${report.provenance.tool} · `, report.provenance.readings.map((each, at) => [at ? ', ' : '', `${each.file} `, h('code', { title: each.sha256 }, each.sha256.slice(0, 12))])));
}
