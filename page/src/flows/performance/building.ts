/** A building on wells: the model under the hand. Sliders, and money, emissions and ground as one slides. */

import { type Failure, Latest } from '../../api/ask';
import { execute } from '../../api/process';
import { follow, go, link } from '../../frame/address';
import { h, replace } from '../../frame/dom';
import { pick, type Text } from '../../frame/language';
import { measured, shown } from '../../frame/numbers';
import { recall } from '../../frame/store';
import { button, linkButton } from '../../parts/button';
import { bars, lines } from '../../parts/chart';
import { handOver } from '../../parts/download';
import { icon } from '../../parts/icons';
import { type Slider, slider } from '../../parts/slider';
import { block } from '../../parts/verdict';
import { failureBox } from '../../parts/wait';
import { known, w } from '../../words';
import { leaveAt, type Work } from './index';

interface YearResult {
  heat_demand_mwh: number;
  cooling_demand_mwh: number;
  gas_heat_mwh: number;
  electricity_mwh: number;
  imbalance_before_mwh: number;
  imbalance_after_mwh: number;
  energy_cost_eur: number;
  conventional_energy_cost_eur: number;
  maintenance_eur: number;
  conventional_maintenance_eur: number;
  saving_eur: number;
  investment_eur: number;
  conventional_investment_eur: number;
  extra_investment_eur: number;
  tco_20_years_eur: number;
  conventional_tco_20_years_eur: number;
  co2_t: number;
  conventional_co2_t: number;
  payback_years: number | null;
}

interface Prices {
  year: number;
  source: string;
  certainty: string;
  gas_eur_m3: number;
  electricity_eur_kwh: number;
  gas_mj_m3: number;
  boiler_efficiency: number;
  electricity: { co2_kg_kwh: number; nox_g_kwh: number; so2_g_kwh: number };
  boiler_heat: { co2_kg_kwh: number; nox_g_kwh: number; so2_g_kwh: number };
}

interface Study {
  name: string;
  area_m2: number;
  heat_pump_kw: number;
  dry_cooler_kw: number;
  source_kw: number;
  boilers_kw: number;
  prices: Prices;
  years: Record<'cold' | 'normal' | 'warm', YearResult | undefined>;
  weighted: YearResult;
  sequence: { years: string[]; imbalance_before_mwh: number; imbalance_after_mwh: number };
  ground: { temperature_difference_k: number; flow_m3_h: number; annual_volume_m3: number; screen_m: number; thermal_radius_m: number; heat_added_mwh: number; cold_added_mwh: number };
  warnings: Text[];
  remarks: Text[];
}

interface Candidate {
  heat_pump_kw: number;
  dry_cooler_kw: number;
  source_kw: number;
  fits: boolean;
  weighted: YearResult;
}

interface Choice {
  best: Candidate | null;
  candidates: Candidate[];
}

interface Spread {
  p5: number | null;
  p25: number | null;
  p50: number | null;
  p75: number | null;
  p95: number | null;
}

interface Draws {
  draws: number;
  payback_years: Spread;
  saving_eur: Spread;
  co2_saved_t: Spread;
  never: number;
}

type Name = 'area_m2' | 'heat_demand_mwh' | 'cooling_demand_mwh' | 'heat_pump_kw' | 'dry_cooler_kw' | 'source_kw' | 'gas' | 'electricity';

interface Lever {
  name: Name;
  unit: string;
  low: number;
  high: number;
  step: number;
  decimals?: number;
  /** The model's own number, as the answer has it. */
  of: (study: Study) => number;
}

const LEVERS: readonly Lever[] = [
  { name: 'area_m2', unit: 'm²', low: 1000, high: 50_000, step: 500, of: (study) => study.area_m2 },
  { name: 'heat_pump_kw', unit: 'kW', low: 20, high: 1500, step: 10, of: (study) => study.heat_pump_kw },
  { name: 'dry_cooler_kw', unit: 'kW', low: 0, high: 2000, step: 10, of: (study) => study.dry_cooler_kw },
  { name: 'source_kw', unit: 'kW', low: 20, high: 2000, step: 10, of: (study) => study.source_kw },
  { name: 'heat_demand_mwh', unit: 'MWh', low: 50, high: 4000, step: 10, of: (study) => study.years.normal?.heat_demand_mwh ?? study.weighted.heat_demand_mwh },
  { name: 'cooling_demand_mwh', unit: 'MWh', low: 0, high: 2500, step: 10, of: (study) => study.years.normal?.cooling_demand_mwh ?? study.weighted.cooling_demand_mwh },
  { name: 'gas', unit: '€/m³', low: 0.2, high: 2.5, step: 0.01, decimals: 2, of: (study) => study.prices.gas_eur_m3 },
  { name: 'electricity', unit: '€/kWh', low: 0.02, high: 0.6, step: 0.005, decimals: 3, of: (study) => study.prices.electricity_eur_kwh },
];

/** Waits until a hand rests, ms: short enough to follow, long enough not to ask for each pixel. */
const REST_MS = 90;
const DRAWS = 1000;
const YEARS = 20;
const TYPES = ['cold', 'normal', 'warm'] as const;

/** A number as TOML has one that may have a fraction. */
function real(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}

function euro(value: number | null | undefined): string {
  return `€\u202f${shown(value, 0)}`;
}

function years(value: number | null): string {
  return value === null ? w('never') : `${shown(value, 1)} ${w('yearWord')}`;
}

/** Fills an element. */
export function building(box: HTMLElement, start: URLSearchParams): Work {
  let params = start;
  let study: Study | null = null;
  let usual: Prices | null = null;
  const latest = new Latest<Study>();
  const choice = new Latest<Choice>();
  const draws = new Latest<Draws>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const sliders = new Map<Name, Slider>();
  const told = h('div.liveline', { role: 'status', 'aria-live': 'polite' });
  const answer = h('section.model', { 'aria-label': w('answer') });
  const sizes = h('div');
  const sure = h('div');
  const value = (name: Name) => (params.get(name) ? Number(params.get(name)) : null);

  for (const { name, unit, low, high, step, decimals = 0 } of LEVERS) {
    sliders.set(name, slider({ name, label: known(`lever_${name}`), unit, low, high, step, decimals, value: value(name), oninput: (next) => change({ [name]: next === null ? '' : String(next) }) }));
  }
  const controls = h('form.levers', { 'aria-label': w('leversTitle'), onsubmit: (event: Event) => event.preventDefault() }, LEVERS.map(({ name }) => sliders.get(name)?.element ?? null));
  replace(
    box,
    h('div.title', {}, h('h1', {}, w('buildingTitle')), h('span.go', {}, button(w('leversReset'), () => go(link('performance', null, 'building')), { 'data-key': 'reset' }))),
    h('div.modelgrid', {}, h('div', {}, controls, told), h('div', {}, answer, sizes, sure)),
  );

  function change(values: Record<string, string>): void {
    const next = new URLSearchParams(params);
    for (const [name, each] of Object.entries(values)) {
      if (each) next.set(name, each);
      else next.delete(name);
    }
    params = next;
    const to = link('performance', next, 'building');
    follow(to);
    leaveAt('building', to);
    clearTimeout(timer);
    timer = setTimeout(ask, REST_MS);
  }

  /** The building as TOML; what was not chosen is left to the model. */
  function buildingToml(): string {
    const line = (key: string, name: Name) => (value(name) === null ? '' : `${key} = ${real(value(name) ?? 0)}\n`);
    return `${line('area_m2', 'area_m2')}${line('heat_demand_mwh', 'heat_demand_mwh')}${line('cooling_demand_mwh', 'cooling_demand_mwh')}[heat_pump]\n${line('power_kw', 'heat_pump_kw')}[dry_cooler]\n${line('power_kw', 'dry_cooler_kw')}[source]\n${line('power_kw', 'source_kw')}`;
  }

  /** Prices of somebody's own: those of the server with two of them changed; nothing when none was. */
  function pricesToml(): string | undefined {
    if ((value('gas') === null && value('electricity') === null) || !usual) return undefined;
    const { year, gas_mj_m3: heat, boiler_efficiency: efficiency, electricity, boiler_heat: boiler } = usual;
    const factors = (of: Prices['electricity']) => `co2_kg_kwh = ${real(of.co2_kg_kwh)}\nnox_g_kwh = ${real(of.nox_g_kwh)}\nso2_g_kwh = ${real(of.so2_g_kwh)}\n`;
    return `year = ${year}\nsource = "chosen on the page"\ncertainty = "unverified"\ngas_eur_m3 = ${real(value('gas') ?? usual.gas_eur_m3)}\nelectricity_eur_kwh = ${real(value('electricity') ?? usual.electricity_eur_kwh)}\ngas_mj_m3 = ${real(heat)}\nboiler_efficiency = ${real(efficiency)}\n[electricity]\n${factors(electricity)}[boiler_heat]\n${factors(boiler)}`;
  }

  const inputs = () => ({ building: buildingToml(), prices: pricesToml() });

  function ask(): void {
    const isOfPrices = value('gas') !== null || value('electricity') !== null;
    latest.ask(
      async (signal) => {
        // The server's own prices are needed before two of them can be changed.
        usual ??= (await execute<Study>('feasibility', {}, signal)).prices;
        return execute<Study>('feasibility', inputs(), signal);
      },
      {
        onSlow: () => {
          answer.classList.add('slow');
          replace(told, h('p.live', {}, w(study ? 'updating' : 'loading'), ' ', button(w('stop'), () => {
            latest.stop();
            done();
          })));
        },
        onAnswer: (found) => {
          if (!isOfPrices) usual = found.prices;
          study = found;
          done();
          draw(found);
        },
        onFailure: (failure: Failure, again) => {
          study = null;
          done();
          replace(sizes);
          replace(sure);
          replace(answer, failureBox(failure, failure.mayTryAgain ? again : null));
        },
      },
    );
  }

  /** The model has answered; beside the sliders stands what came of it, also where the pictures are out of sight. */
  function done(): void {
    answer.classList.remove('slow');
    const mix = study?.weighted;
    replace(told, mix ? h('p.live', {}, h('b', {}, mix.payback_years === null ? w('paysNever') : w('paysIn', { years: years(mix.payback_years) })), ` · ${w('savingLine', { money: euro(mix.saving_eur) })}`) : null);
  }

  function draw(found: Study): void {
    for (const { name, of } of LEVERS) sliders.get(name)?.own(of(found));
    const mix = found.weighted;
    replace(
      answer,
      h(
        'div.roomhead',
        {},
        h('h2', {}, mix.payback_years === null ? w('paysNever') : w('paysIn', { years: years(mix.payback_years) })),
        h('p', {}, w('savesYear', { money: euro(mix.saving_eur), extra: euro(mix.extra_investment_eur), co2: measured(mix.conventional_co2_t - mix.co2_t, 't', 0) })),
        h('p.muted', {}, w('paysRange', { range: TYPES.flatMap((type) => (found.years[type] ? [`${w(`year_${type}`)} ${years(found.years[type]?.payback_years ?? null)}`] : [])).join(', ') })),
      ),
      found.warnings.length ? h('div.inner', {}, found.warnings.map((each) => h('div.box.warning', {}, icon('warning'), h('p', {}, pick(each))))) : null,
      block(w('totalCost'), { className: 'money' }, moneyLines(mix)),
      block(
        w('emissions'),
        { className: 'co2' },
        bars({
          title: w('co2Year'),
          unit: 't',
          labels: TYPES.map((type) => w(`year_${type}`)),
          series: [
            { name: w('withWells'), look: 'with', values: TYPES.map((type) => found.years[type]?.co2_t ?? null) },
            { name: w('withoutWells'), look: 'without', values: TYPES.map((type) => found.years[type]?.conventional_co2_t ?? null) },
          ],
        }),
      ),
      block(
        w('groundTitle'),
        { className: 'ground' },
        bars({
          title: w('surplusCold'),
          unit: 'MWh',
          labels: TYPES.map((type) => w(`year_${type}`)),
          series: [
            { name: w('beforeRestore'), look: 'before', values: TYPES.map((type) => found.years[type]?.imbalance_before_mwh ?? null) },
            { name: w('afterRestore'), look: 'after', values: TYPES.map((type) => found.years[type]?.imbalance_after_mwh ?? null) },
          ],
        }),
        asksGround(found),
      ),
      block(w('numbersTitle'), { className: 'numbers' }, numbers(found)),
      block(w('toKnow'), { className: 'remarks' }, h('ul.duties', {}, [w('pricesOf', { year: found.prices.year, gas: shown(found.prices.gas_eur_m3, 3), electricity: shown(found.prices.electricity_eur_kwh, 3), certainty: known(found.prices.certainty) }), ...found.remarks.map(pick)].map((each) => h('li', {}, each))), h('p.chips', {}, button(w('reportJson'), () => handOver(JSON.stringify(found, null, 1), 'feasibility.json', 'application/json'), { 'data-key': 'file-json' }), button(w('print'), () => print(), { 'data-key': 'print' }))),
    );
    askSizes();
    drawSure(null);
  }

  /** What both cost with the years: where the lines cross, the wells have paid for themselves. */
  function moneyLines(mix: YearResult): HTMLElement {
    const at = (year: number): [number, number] => [mix.investment_eur + year * (mix.energy_cost_eur + mix.maintenance_eur), mix.conventional_investment_eur + year * (mix.conventional_energy_cost_eur + mix.conventional_maintenance_eur)];
    const list = Array.from({ length: YEARS + 1 }, (_, year) => year);
    const points = (which: 0 | 1) => list.map((year): [number, number] => [year, at(year)[which] / 1000]);
    return lines({
      title: w('costOverYears'),
      unit: w('thousandEuro'),
      xUnit: w('yearWord'),
      series: [
        { name: w('withWells'), look: 'with', points: points(0) },
        { name: w('withoutWells'), look: 'without', points: points(1) },
      ],
      mark: mix.payback_years === null ? null : { x: mix.payback_years, words: years(mix.payback_years) },
      told: w('costTold', { years: YEARS, with: euro(mix.tco_20_years_eur), without: euro(mix.conventional_tco_20_years_eur) }),
    });
  }

  function asksGround(found: Study): HTMLElement {
    const { ground } = found;
    const place = new URLSearchParams(recall('place') ?? '');
    const asked = new URLSearchParams({ system: 'open' });
    for (const name of ['x', 'y', 'lat', 'lon', 'drilling_depth_m', 'date']) if (place.get(name)) asked.set(name, place.get(name) ?? '');
    asked.set('flow_m3_h', String(Math.ceil(ground.flow_m3_h)));
    asked.set('annual_volume_m3', String(Math.ceil(ground.annual_volume_m3)));
    asked.set('heat_added_mwh', ground.heat_added_mwh.toFixed(1));
    asked.set('cold_added_mwh', ground.cold_added_mwh.toFixed(1));
    const line = (term: string, words: string) => [h('dt', {}, term), h('dd', {}, h('b', {}, words))];
    return h(
      'div',
      {},
      h(
        'dl.facts',
        {},
        line(w('flow_m3_h'), measured(ground.flow_m3_h, 'm³/h', 0)),
        line(w('annual_volume_m3'), measured(ground.annual_volume_m3, w('perYear'), 0)),
        line(w('screenNeeded'), measured(ground.screen_m, 'm', 0)),
        line(w('thermalRadius'), measured(ground.thermal_radius_m, 'm', 0)),
        line(w('heat_added_mwh'), measured(ground.heat_added_mwh, w('mwhYear'), 0)),
        line(w('cold_added_mwh'), measured(ground.cold_added_mwh, w('mwhYear'), 0)),
      ),
      h('p', {}, linkButton(w('screenThis'), link('place', asked), { 'data-key': 'screen-this' })),
    );
  }

  function numbers(found: Study): HTMLElement {
    const of: [string, (year: YearResult) => string][] = [
      [w('heat_demand_mwh'), (year) => measured(year.heat_demand_mwh, 'MWh', 0)],
      [w('cooling_demand_mwh'), (year) => measured(year.cooling_demand_mwh, 'MWh', 0)],
      [w('boilerHeat'), (year) => measured(year.gas_heat_mwh, 'MWh', 0)],
      [w('figure_electricity_mwh'), (year) => measured(year.electricity_mwh, 'MWh', 0)],
      [w('energyCost'), (year) => `${euro(year.energy_cost_eur)} / ${euro(year.conventional_energy_cost_eur)}`],
      [w('maintenance'), (year) => `${euro(year.maintenance_eur)} / ${euro(year.conventional_maintenance_eur)}`],
      [w('investment'), (year) => `${euro(year.investment_eur)} / ${euro(year.conventional_investment_eur)}`],
      [w('co2Year'), (year) => `${shown(year.co2_t, 0)} / ${measured(year.conventional_co2_t, 't', 0)}`],
      [w('paybackColumn'), (year) => years(year.payback_years)],
    ];
    const columns: [string, YearResult][] = [...TYPES.flatMap((type): [string, YearResult][] => (found.years[type] ? [[w(`year_${type}`), found.years[type]]] : [])), [w('mixOfYears'), found.weighted]];
    return h(
      'div.wide',
      { tabindex: 0, role: 'region', 'aria-label': w('numbersTitle') },
      h(
        'table.plain',
        {},
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, w('withAndWithout')), columns.map(([title]) => h('th.number', { scope: 'col' }, title)))),
        h('tbody', {}, of.map(([title, cell]) => h('tr', {}, h('th', { scope: 'row' }, title), columns.map(([, year]) => h('td.number', {}, cell(year)))))),
      ),
    );
  }

  /** Which size of heat pump pays best: asked when the model has answered. */
  function askSizes(): void {
    choice.ask((signal) => execute<Choice>('feasibility', { ...inputs(), report: 'optimise' }, signal), {
      onAnswer: ({ best, candidates }) => {
        const byPump = new Map<number, Candidate>();
        for (const each of candidates) {
          if (!each.fits || each.weighted.payback_years === null) continue;
          const other = byPump.get(each.heat_pump_kw);
          if (!other || (other.weighted.payback_years ?? Infinity) > each.weighted.payback_years) byPump.set(each.heat_pump_kw, each);
        }
        const list = [...byPump.values()].sort((one, other) => one.heat_pump_kw - other.heat_pump_kw);
        if (!list.length) {
          replace(sizes);
          return;
        }
        replace(
          sizes,
          block(
            w('whichSize'),
            { className: 'sizes' },
            list.length > 1 ? lines({ title: w('paybackBySize'), unit: w('yearWord'), xUnit: 'kW', series: [{ name: w('shortestPayback'), look: 'with', points: list.map((each): [number, number] => [each.heat_pump_kw, each.weighted.payback_years ?? 0]) }], mark: study ? { x: study.heat_pump_kw, words: w('thisOne') } : null, told: list.map((each) => `${shown(each.heat_pump_kw, 0)} kW: ${shown(each.weighted.payback_years, 1)}`).join('; ') }) : null,
            best
              ? h('p', {}, w('bestSize', { pump: measured(best.heat_pump_kw, 'kW', 0), cooler: measured(best.dry_cooler_kw, 'kW', 0), source: measured(best.source_kw, 'kW', 0), years: years(best.weighted.payback_years) }), ' ', button(w('apply'), () => {
                  const next = new URLSearchParams(params);
                  next.set('heat_pump_kw', String(best.heat_pump_kw));
                  next.set('dry_cooler_kw', String(best.dry_cooler_kw));
                  next.set('source_kw', String(Math.round(best.source_kw * 100) / 100));
                  go(link('performance', next, 'building'));
                }, { 'data-key': 'apply-best' }))
              : null,
          ),
        );
      },
      onFailure: () => replace(sizes),
    });
  }

  function drawSure(found: Draws | null): void {
    draws.stop();
    const row = (title: string, spread: Spread, word: (value: number | null) => string) => h('tr', {}, h('th', { scope: 'row' }, title), [spread.p5, spread.p25, spread.p50, spread.p75, spread.p95].map((each) => h('td.number', {}, word(each))));
    replace(
      sure,
      block(
        w('howSure'),
        { className: 'howsure' },
        found
          ? h(
              'div.wide',
              { tabindex: 0, role: 'region', 'aria-label': w('howSure') },
              h(
                'table.plain',
                {},
                h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, w('below')), ['5 %', '25 %', '50 %', '75 %', '95 %'].map((title) => h('th.number', { scope: 'col' }, title)))),
                h('tbody', {}, row(w('paybackColumn'), found.payback_years, years), row(w('savingColumn'), found.saving_eur, euro), row(w('co2Saved'), found.co2_saved_t, (each) => measured(each, 't', 0))),
              ),
              h('p.small', {}, w('neverShare', { share: `${shown(found.never * 100, 1)}\u202f%`, draws: shown(found.draws, 0) })),
            )
          : h('p', {}, w('howSureHow'), ' ', button(w('compute'), () => {
              const pressed = sure.querySelector('button');
              if (pressed) pressed.textContent = w('loading');
              draws.ask((signal) => execute<Draws>('feasibility', { ...inputs(), report: 'monte-carlo', draws: DRAWS }, signal), { onAnswer: drawSure, onFailure: (failure, again) => replace(sure, failureBox(failure, again)) });
            }, { 'data-key': 'sure' })),
      ),
    );
  }

  ask();
  return {
    update(next) {
      params = next;
      for (const { name } of LEVERS) sliders.get(name)?.set(value(name));
      ask();
    },
    close() {
      clearTimeout(timer);
      latest.stop();
      choice.stop();
      draws.stop();
    },
  };
}
