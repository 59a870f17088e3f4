/** The answer of a planner: room first, then levels, pairs, areas, cells, what the register does not say. */

import { h, s } from '../../frame/dom';
import { pick } from '../../frame/language';
import { measured, rd, shown } from '../../frame/numbers';
import type { KeptFile } from '../../frame/store';
import { button } from '../../parts/button';
import { csv, handOver } from '../../parts/download';
import { icon } from '../../parts/icons';
import { type Column, table } from '../../parts/table';
import { block } from '../../parts/verdict';
import { counted, known, w } from '../../words';
import { cubic, inWords } from './look';
import { PROPOSAL, SIZES } from './question';
import { at, type Cell, type CellMap, type End, type Ends, type Measure, MEASURES, type Pair, type Result, type Tally } from './result';

export interface View {
  params: URLSearchParams;
  level: string;
  measure: Measure;
  end: End;
  size: number;
  hasProposal: boolean;
  byName: string;
  set(values: Record<string, string>, isStep?: boolean): void;
}

const MOST = 100;

/** The whole answer. */
export function answerOf(result: Result, view: View, files: KeptFile[]): Node[] {
  const stem = (files[0]?.name ?? w('crowding')).replace(/\.[^.]*$/, '');
  return [
    head(result, view),
    roomBlock(result.map, view),
    ...(view.hasProposal ? [proposed(result)] : []),
    levels(result, view),
    lacks(result),
    chosenCell(result.map, view),
    pairsBlock(result, view, stem),
    areasBlock(result, view, stem),
    cellsBlock(result.map, view, stem, result.files.cells),
  ].filter((each): each is HTMLElement => each !== null);
}

/** From what is certain to what may be; one number when they are the same. */
function ends(range: Ends, decimals = 0, unit = ''): string {
  const [low, high] = [shown(range.low, decimals), shown(range.high, decimals)];
  const words = low === high ? low : `${low} … ${high}`;
  return unit ? `${words}\u00a0${unit}` : words;
}

function levelWords(level: string): string {
  return level === 'any' ? w('levelAny') : `${level.replace('-', '–')}\u00a0m`;
}

function head({ map, tally }: Result, view: View): HTMLElement {
  const room = map.room(view.level, view.size);
  const share = (km2: number) => (map.area_km2 ? (km2 / map.area_km2) * 100 : 0);
  const size = `${cubic(view.size)}${w('aYear')}`;
  const title = room ? w('roomHead', { size, share: ends({ low: share(room.low), high: share(room.high) }, 0, '%') }) : w('roomThin', { level: levelWords(view.level) });
  const told = tally ? `${counted(tally.systems, 'systemOne', 'systemMore')} (${shown(tally.open, 0)} ${w('open_')}, ${shown(tally.closed, 0)} ${w('closed')}${tally.unknown ? `, ${shown(tally.unknown, 0)} ${w('unknown')}` : ''}), ${w('wellsCount', { count: shown(tally.wells, 0) })}` : w('noSystems');
  return h(
    'div.roomhead',
    {},
    h('h2', {}, title),
    room ? h('p', {}, w('roomSub', { level: view.level === 'any' ? w('levelSome') : levelWords(view.level), km2: ends(room, room.high < 10 ? 2 : 1, 'km²'), all: measured(map.area_km2, 'km²', map.area_km2 < 10 ? 2 : 1) })) : null,
    h('p.muted', {}, told),
  );
}

/** How much of the area has room for which doublet: careful and generous, one bar below the other. */
function roomBlock(map: CellMap, view: View): HTMLElement | null {
  if (map.isTooThin(view.level)) return null;
  const bars = (['low', 'high'] as const).map((end) => {
    const fits = SIZES.map((size) => map.room(view.level, size)?.[end] ?? 0);
    const parts = [{ step: 5, size: 0, km2: map.area_km2 - (fits[0] ?? 0) }, ...SIZES.map((size, index) => ({ step: [4, 3, 2, 2, 1, 0][index] ?? 0, size, km2: (fits[index] ?? 0) - (fits[index + 1] ?? 0) }))];
    return { end, parts: parts.filter((part) => part.km2 > map.area_km2 * 0.0005) };
  });
  const words = (part: { size: number; km2: number }) => `${part.size ? w('roomUpTo', { size: cubic(part.size) }) : w('roomNone')}: ${shown((part.km2 / map.area_km2) * 100, 1)}\u202f%`;
  return block(
    w('roomBySize'),
    { count: view.level === 'any' ? w('levelSome') : levelWords(view.level) },
    ...bars.map(({ end, parts }) => {
      let left = 0;
      return h(
        'div.roombar',
        {},
        h('span.small', {}, end === 'low' ? w('endCareful') : w('endGenerous')),
        s(
          'svg',
          { class: 'roomsvg', viewBox: '0 0 400 26', preserveAspectRatio: 'none', role: 'img', 'aria-label': parts.map(words).join('; ') },
          parts.map((part) => {
            const width = (part.km2 / map.area_km2) * 400;
            const rect = s('rect', { class: `crowd${part.step}`, x: left, y: 1, width: Math.max(width - 1, 0.5), height: 24 });
            left += width;
            return rect;
          }),
        ),
      );
    }),
    h(
      'table.plain',
      {},
      h('caption.hidden', {}, w('roomBySize')),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, w('largestDoublet')), h('th.number', { scope: 'col' }, w('endCareful')), h('th.number', { scope: 'col' }, w('endGenerous')))),
      h(
        'tbody',
        {},
        [0, ...SIZES].map((size) => {
          const of = (index: number) => bars[index]?.parts.find((part) => part.size === size)?.km2 ?? 0;
          const [low, high] = [of(0), of(1)];
          if (!low && !high) return null;
          const cell = (km2: number) => h('td.number', {}, km2 ? `${shown((km2 / map.area_km2) * 100, 1)}\u202f%` : '–');
          return h('tr', {}, h('th', { scope: 'row' }, size === (SIZES.at(-1) ?? 0) ? w('orMoreOf', { size: cubic(size) }) : cubic(size)), cell(low), cell(high));
        }),
      ),
    ),
    h('p.small.muted', {}, w('roomMeans')),
  );
}

interface LevelRow {
  level: string;
}

function levels({ map }: Result, view: View): HTMLElement {
  const rows = map.levels.map((level) => ({ level }));
  const share = (level: string) => {
    const room = map.room(level, view.size);
    return room ? ends({ low: (room.low / map.area_km2) * 100, high: (room.high / map.area_km2) * 100 }, 0, '%') : w('tooThin');
  };
  const columns: Column<LevelRow>[] = [
    { name: 'level', title: w('depth'), cell: (row) => levelWords(row.level) },
    { name: 'wells', title: w('wellsColumn'), isNumber: true, cell: (row) => ends(map.sum(row.level, 'wells')) },
    { name: 'room', title: w('roomFor', { size: cubic(view.size) }), isNumber: true, cell: (row) => share(row.level) },
    { name: 'full', title: w('fullColumn'), isNumber: true, cell: (row) => (map.isTooThin(row.level) ? w('tooThin') : ends(map.sum(row.level, 'full_area_share'), 2, 'km²')) },
    { name: 'warm', title: w('warmColumn'), isNumber: true, cell: (row) => ends(map.sum(row.level, 'thermal_area_share'), 2, 'km²') },
    { name: 'near', title: w('nearColumn'), isNumber: true, cell: (row) => ends(map.sum(row.level, 'conflicts')) },
  ];
  return block(w('byLevel'), { className: 'levels', count: w('endsHow') }, table<LevelRow>({ caption: w('byLevel'), columns, rows, key: (row) => row.level, chosen: view.level, onChoose: (row) => view.set({ level: row.level === 'any' ? '' : row.level }, false) }));
}

/** What a proposal changes. */
function proposed({ map, pairs }: Result): HTMLElement {
  const signed = (range: Ends, decimals = 0, unit = '') => {
    const word = (value: number) => `${value > 5e-7 ? '+' : ''}${shown(Math.abs(value) < 5e-7 ? 0 : value, decimals)}`;
    const [low, high] = [word(range.low), word(range.high)];
    return `${low === high ? low : `${low} … ${high}`}${unit ? `\u00a0${unit}` : ''}`;
  };
  const touched = map.levels.filter((level) => level === 'any' || (map.sum(level, 'wells', true).high > 0 || map.fewer(level).high > 0));
  const near = pairs.filter((pair) => pair.proposed !== 'none');
  const [closest] = [...near].sort((one, other) => one.distance_m - other.distance_m);
  return block(
    w('whatIfChanges'),
    { className: 'whatifresult', count: w('proposal') },
    h('p', {}, near.length ? w('whatIfNear', { count: near.length, certain: near.filter((pair) => pair.harm === 'harm').length, id: closest ? otherOf(closest) : '', distance: measured(closest?.distance_m, 'm', 0) }) : w('whatIfFree')),
    h(
      'div.wide',
      { tabindex: 0, role: 'region', 'aria-label': w('whatIfChanges') },
      h(
        'table.plain',
        {},
        h('thead', {}, h('tr', {}, [w('depth'), w('wellsColumn'), w('warmColumn'), w('nearColumn'), w('lessRoom')].map((title, index) => h(index ? 'th.number' : 'th', { scope: 'col' }, title)))),
        h('tbody', {}, touched.map((level) => h('tr', {}, h('th', { scope: 'row' }, levelWords(level)), h('td.number', {}, signed(map.sum(level, 'wells', true))), h('td.number', {}, signed(map.sum(level, 'thermal_area_share', true), 3, 'km²')), h('td.number', {}, signed(map.sum(level, 'conflicts', true))), h('td.number', {}, ends(map.fewer(level)))))),
      ),
    ),
    h('p.small.muted', {}, w('whatIfUnknown')),
  );
}

function otherOf(pair: Pair): string {
  return pair.proposed === 'a' ? pair.system_b : pair.system_a;
}

/** What the register does not say: beside the answer, always. */
function lacks({ tally, notices }: Result): HTMLElement {
  const lines = tally
    ? [
        tally.wells_without_depth ? w('lacksDepth', { count: shown(tally.wells_without_depth, 0), all: shown(tally.wells, 0) }) : w('hasDepth', { all: shown(tally.wells, 0) }),
        ...(tally.open ? [tally.open_without_volume ? w('lacksVolume', { count: shown(tally.open_without_volume, 0), all: shown(tally.open, 0) }) : w('hasVolume', { all: shown(tally.open, 0) })] : []),
      ]
    : [];
  return block(w('lacksTitle'), { className: 'lacks' }, h('div.box.warning', {}, icon('warning'), h('div', {}, [...lines, ...notices.map(pick), w('noLaw')].map((line) => h('p', {}, line)))));
}

/** Everything of the chosen cell, both ends. */
function chosenCell(map: CellMap, view: View): HTMLElement | null {
  const cell = map.cells(view.level).find((each) => `${each.x},${each.y}` === view.params.get('cell'));
  if (!cell) return null;
  return block(
    w('thisCell'),
    { className: 'cell', count: `x ${rd(cell.x)}, y ${rd(cell.y)} · ${levelWords(view.level)}`, action: button(w('close'), () => view.set({ cell: '' }, false), { 'data-key': 'cell-close' }) },
    h(
      'table.plain',
      {},
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, w('crowdShow')), h('th.number', { scope: 'col' }, w('endLow')), h('th.number', { scope: 'col' }, w('endHigh')))),
      h('tbody', {}, MEASURES.map((measure) => h('tr', {}, h('th', { scope: 'row' }, known(`measure_${measure}`)), h('td.number', {}, inWords(measure, at(cell, measure, 'low'))), h('td.number', {}, inWords(measure, at(cell, measure, 'high')))))),
    ),
  );
}

function pairsBlock({ pairs, files }: Result, view: View, stem: string): HTMLElement {
  const certain = pairs.filter((pair) => pair.harm === 'harm').length;
  const name = (id: string) => (id === PROPOSAL ? w('proposal') : id);
  const columns: Column<Pair>[] = [
    { name: 'pair', title: w('pairColumn'), cell: (pair) => `${name(pair.system_a)} – ${name(pair.system_b)}`, sort: (pair) => pair.system_a },
    { name: 'between', title: w('kind'), cell: (pair) => known(`between_${pair.between}`), sort: (pair) => pair.between },
    { name: 'distance', title: w('distance'), isNumber: true, cell: (pair) => measured(pair.distance_m, 'm', 0), sort: (pair) => pair.distance_m },
    { name: 'depth', title: w('depth'), isNumber: true, cell: (pair) => (pair.top_m === null || pair.bottom_m === null ? w('unknown') : `${shown(pair.top_m)}–${measured(pair.bottom_m, 'm')}`) },
    { name: 'radii', title: w('radiiColumn'), isNumber: true, cell: (pair) => (pair.radii_low === null || pair.radii_high === null ? '–' : w('radiiOf', { radii: ends({ low: pair.radii_low, high: pair.radii_high }, 1), wanted: shown(pair.radii_required, 1) })) },
    { name: 'harm', title: w('tooNear'), cell: (pair) => h('b', {}, w(pair.harm === 'harm' ? 'pairCertain' : 'pairPossible')), sort: (pair) => (pair.harm === 'harm' ? 0 : 1) },
  ];
  return block(
    w('pairsTitle'),
    { className: 'pairs', count: w('pairsCount', { certain: shown(certain, 0), possible: shown(pairs.length - certain, 0) }), action: downloads([[w('asCsv'), () => handOver(csv(PAIR_COLUMNS, pairs as unknown as Record<string, unknown>[]), `${stem}-${w('fileOfPairs')}.csv`, 'text/csv')], [w('asGeoJson'), () => handOver(files.pairs, `${stem}-${w('fileOfPairs')}.geojson`, 'application/geo+json')]], 'pairs') },
    pairs.length ? h('div.tall', {}, table<Pair>({ caption: w('pairsTitle'), columns, rows: pairs, most: MOST, key: (pair) => pair.key, chosen: view.params.get('pair'), onChoose: (pair) => view.set({ pair: pair.key, cell: '' }, false), sorted: view.params.get('sort') ?? '', onSort: (by) => view.set({ sort: by }, false) })) : h('p', {}, w('noPairs')),
    pairs.length > MOST ? h('p.small.muted', {}, w('firstPairs', { count: MOST })) : null,
  );
}

const PAIR_COLUMNS = ['system_a', 'system_b', 'between', 'harm', 'proposed', 'distance_m', 'x_a', 'y_a', 'x_b', 'y_b', 'top_m', 'bottom_m', 'radii_low', 'radii_high', 'radii_required', 'cooling_a_by_b_k_low', 'cooling_a_by_b_k_high', 'cooling_b_by_a_k_low', 'cooling_b_by_a_k_high', 'severity_low', 'severity_high'];
const AREA_COLUMNS = ['area', 'area_km2', 'systems', 'open', 'closed', 'unknown', 'wells', 'wells_without_depth', 'open_without_volume', 'annual_volume_m3', 'conflicts_low', 'conflicts_high'];

function areasBlock({ areas }: Result, view: View, stem: string): HTMLElement {
  const columns: Column<Tally>[] = [
    { name: 'area', title: w('areaColumn'), cell: (each) => each.area, sort: (each) => each.area },
    { name: 'systems', title: w('systemsColumn'), isNumber: true, cell: (each) => shown(each.systems, 0), sort: (each) => each.systems },
    { name: 'wells', title: w('wellsColumn'), isNumber: true, cell: (each) => shown(each.wells, 0), sort: (each) => each.wells },
    { name: 'density', title: w('densityColumn'), isNumber: true, cell: (each) => shown(each.wells / each.area_km2, 2), sort: (each) => each.wells / each.area_km2 },
    { name: 'volume', title: w('volumeColumn'), isNumber: true, cell: (each) => measured(each.annual_volume_m3, 'm³', 0), sort: (each) => each.annual_volume_m3 },
    { name: 'near', title: w('nearColumn'), isNumber: true, cell: (each) => ends({ low: each.conflicts_low, high: each.conflicts_high }), sort: (each) => each.conflicts_high },
  ];
  return block(
    w('areasTitle'),
    { className: 'areas', count: view.byName || w('byProvince'), action: downloads([[w('asCsv'), () => handOver(csv(AREA_COLUMNS, areas as unknown as Record<string, unknown>[]), `${stem}-${w('fileOfAreas')}.csv`, 'text/csv')]], 'areas') },
    areas.length ? h('div.tall', {}, table<Tally>({ caption: w('areasTitle'), columns, rows: areas, key: (each) => each.area, sorted: view.params.get('sortareas') ?? '-wells', onSort: (by) => view.set({ sortareas: by }, false) })) : h('p', {}, w('noAreas')),
  );
}

function cellsBlock(map: CellMap, view: View, stem: string, file: string): HTMLElement {
  const cells = map.cells(view.level).filter((cell) => at(cell, 'wells', 'high') > 0 || at(cell, 'conflicts', 'high') > 0 || at(cell, 'room_m3', 'low') < (SIZES.at(-1) ?? 0));
  const both = (cell: Cell, measure: Measure) => {
    const [low, high] = [inWords(measure, at(cell, measure, 'low')), inWords(measure, at(cell, measure, 'high'))];
    return low === high ? low : `${low} … ${high}`;
  };
  const of = (name: string, title: string, measure: Measure): Column<Cell> => ({ name, title, isNumber: true, cell: (cell) => both(cell, measure), sort: (cell) => at(cell, measure, view.end) });
  const columns: Column<Cell>[] = [
    { name: 'cell', title: w('cellColumn'), cell: (cell) => `${rd(cell.x)}, ${rd(cell.y)}`, sort: (cell) => cell.x },
    of('wells', w('wellsColumn'), 'wells'),
    of('room', known('measure_room_m3'), 'room_m3'),
    of('near', w('nearColumn'), 'conflicts'),
  ];
  const key = (cell: Cell) => `${cell.x},${cell.y}`;
  return block(
    w('cellsTitle'),
    { className: 'cells', count: w('cellsOf', { side: measured(map.cell_m, 'm', 0) }), action: downloads([[w('asCsv'), () => handOver(csv(columnsOf(map), map.levels.flatMap((level) => map.cells(level))), `${stem}-${w('fileOfCells')}.csv`, 'text/csv')], [w('asGeoJson'), () => handOver(file, `${stem}-${w('fileOfCells')}.geojson`, 'application/geo+json')]], 'cells') },
    cells.length ? h('div.tall', {}, table<Cell>({ caption: w('cellsTitle'), columns, rows: cells, most: MOST, key, chosen: view.params.get('cell'), onChoose: (cell) => view.set({ cell: key(cell), pair: '' }, false), sorted: view.params.get('sortcells') ?? 'room', onSort: (by) => view.set({ sortcells: by }, false) })) : h('p', {}, w('noCells')),
    cells.length > MOST ? h('p.small.muted', {}, w('firstCells', { count: MOST, all: shown(cells.length, 0) })) : null,
  );
}

function columnsOf(map: CellMap): string[] {
  const [first] = map.levels.flatMap((level) => map.cells(level).slice(0, 1));
  return first ? ['level', 'x', 'y', ...Object.keys(first).filter((name) => !['level', 'x', 'y'].includes(name))] : ['level', 'x', 'y'];
}

function downloads(files: [string, () => void][], of: string): HTMLElement {
  return h('span.chips', {}, files.map(([words, act], index) => button(words, act, { 'data-key': `file-${of}-${index}` })));
}
