/** Many applications: a table dropped, counts, a table and a map that filter each other, rejects, files. */

import Feature from 'ol/Feature';
import type Geometry from 'ol/geom/Geometry';
import Point from 'ol/geom/Point';
import { Failure, isAborted } from '../../api/ask';
import { type Address, follow, go, link } from '../../frame/address';
import { h, replace } from '../../frame/dom';
import type { Flow, Screen } from '../../frame/flow';
import { measured, rd } from '../../frame/numbers';
import { type KeptFile, keepFile, keptFile, recallValue, rememberValue } from '../../frame/store';
import { mapView, type MapView } from '../../map/map';
import { markStyle } from '../../map/style';
import { button } from '../../parts/button';
import { handOver } from '../../parts/download';
import { dropZone } from '../../parts/drop';
import { icon } from '../../parts/icons';
import { type Outcome, OUTCOMES, outcomeWord, tile } from '../../parts/outcome';
import { type Column, table } from '../../parts/table';
import { failureBox } from '../../parts/wait';
import { known, w } from '../../words';
import { applicationOf, type Batch, resultFile, type Row, screenFile, type Usual } from './batch';

const MOST = 400;
const FILE = 'many';

/** What came of the file that was screened last: it outlives a change of language or of work. */
let last: { file: KeptFile; usual: string; batch: Batch } | null = null;

export const many: Flow = {
  name: 'many',
  open(main: HTMLElement, address: Address): Screen {
    document.title = `${w('many')} – Bodemtoets`;
    let params = address.params;
    let file: KeptFile | null = null;
    let usual = recallValue<Usual>('many.usual') ?? {};
    let batch: Batch | null = null;
    let running: AbortController | null = null;
    let view: MapView | null = null;
    const marks = new Map<number, Feature<Geometry>>();
    const body = h('div');
    const side = h('div');
    replace(main, body);

    const chosenOutcome = () => params.get('outcome');
    const chosenRow = () => Number(params.get('row') ?? 0);
    const matches = (row: Row) => !chosenOutcome() || row.outcome === chosenOutcome();

    function set(values: Record<string, string>, isStep = true): void {
      const next = new URLSearchParams(params);
      for (const [name, value] of Object.entries(values)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      params = next;
      if (isStep) go(link('many', next));
      else {
        follow(link('many', next));
        draw();
      }
    }

    function drawEmpty(fault: Node | null = null): void {
      closeMap();
      const option = (value: string, words: string) => h('option', { value, selected: (usual['system'] ?? '') === value }, words);
      const system = h('select', { class: 'select', id: 'many-system', onchange: () => saveUsual('system', system.value) }, option('', w('asInTable')), option('open', w('openSystem')), option('closed', w('closedSystem')));
      const date = h('input', { type: 'date', id: 'many-date', value: usual['date'] ?? '', onchange: () => saveUsual('date', date.value) });
      replace(
        body,
        h(
          'div.sheet',
          {},
          h(
            'div.card',
            {},
            h('div.title', {}, h('h1', {}, w('manyTitle'))),
            h(
              'div.inner.settings',
              {},
              fault,
              dropZone({ words: w('manyDrop'), accept: '.csv,.txt,.tsv,.geojson,.json', onFiles: ([dropped]) => dropped && void start({ name: dropped.name, bytes: dropped }) }),
              h('p.small.muted', {}, w('manyStays')),
              h('h2', {}, w('manyEmptyCells')),
              h('div.filters', {}, h('div.field', {}, h('label', { for: 'many-system' }, h('span', {}, w('system'))), system), h('div.field', {}, h('label', { for: 'many-date' }, h('span', {}, w('date'))), h('span.input', {}, date))),
            ),
          ),
        ),
      );
    }

    function saveUsual(name: string, value: string): void {
      usual = { ...usual, [name]: value };
      if (!value) delete usual[name];
      rememberValue('many.usual', usual);
    }

    async function start(chosen: KeptFile): Promise<void> {
      file = chosen;
      await keepFile(FILE, chosen);
      params = new URLSearchParams();
      follow(link('many'));
      await run();
    }

    async function run(): Promise<void> {
      if (!file) return;
      running?.abort();
      const control = new AbortController();
      running = control;
      const bar = h('progress', { max: 1, value: 0, 'aria-label': w('loading') });
      const told = h('p', { role: 'status' }, w('loading'));
      closeMap();
      replace(body, h('div.sheet', {}, h('div.card', {}, h('div.title', {}, h('h1', {}, file.name)), h('div.inner.settings', {}, bar, told, h('p', {}, button(w('stop'), () => control.abort()))))));
      try {
        batch = await screenFile(
          file.bytes,
          file.name,
          usual,
          (done, all) => {
            bar.max = Math.max(all, 1);
            bar.value = done;
            told.textContent = w('rowsDone', { done, all });
          },
          control.signal,
        );
        last = { file, usual: JSON.stringify(usual), batch };
        build();
      } catch (error) {
        if (isAborted(error)) drawEmpty();
        else if (error instanceof Failure) drawEmpty(failureBox(error, error.mayTryAgain ? () => void run() : null));
        else throw error;
      }
    }

    /** Builds the screen of results: the table at the left, the map and the chosen row beside it. */
    function build(): void {
      if (!batch || !file) return;
      closeMap();
      const left = h('div.manyleft');
      const map = mapView({ isBare: true, onList: () => toRows(), onFeature: (feature) => set({ row: String(feature.get('row')) }), legend: () => OUTCOMES.map((outcome) => [tile(outcome, 16), known(outcome)] as [Element, string]) });
      view = map;
      map.element.classList.add('manymap');
      replace(body, h('div.beside.many', {}, left, h('div', {}, map.element, side)));
      marks.clear();
      for (const row of batch.rows) {
        const mark = new Feature<Geometry>(new Point([row.x, row.y]));
        mark.set('row', row.row);
        marks.set(row.row, mark);
      }
      map.own.addFeatures([...marks.values()]);
      const extent = map.own.getExtent();
      if (batch.rows.length && extent) setTimeout(() => view === map && map.fit([(extent[0] ?? 0) - 500, (extent[1] ?? 0) - 500, (extent[2] ?? 0) + 500, (extent[3] ?? 0) + 500]), 0);
      draw();
    }

    function draw(): void {
      if (!batch || !file) return;
      const left = body.querySelector('.manyleft');
      if (!left) return;
      const rows = batch.rows.filter(matches);
      const chosen = chosenRow();
      for (const row of batch.rows) {
        marks.get(row.row)?.setStyle(matches(row) ? () => markStyle(row.outcome, row.row === chosen) : () => []);
      }
      replace(
        left,
        h(
          'div.title',
          {},
          h('h1', {}, file.name),
          h('span.muted', { role: 'status' }, w('manyTold', { count: batch.rows.length, rejected: batch.rejected.length })),
          h('span.go', {}, button(w('asCsv'), () => void download('csv')), button(w('asGeoJson'), () => void download('geojson')), button(w('otherFile'), () => void forget(), { isMain: true, 'data-key': 'other' })),
        ),
        h(
          'div.chips.inner',
          { role: 'group', 'aria-label': w('manyFilter') },
          OUTCOMES.filter((outcome) => batch?.summary.outcomes[outcome]).map((outcome) =>
            h('button.chip', { type: 'button', 'aria-pressed': String(chosenOutcome() === outcome), 'data-key': `chip-${outcome}`, onclick: () => set({ outcome: chosenOutcome() === outcome ? '' : outcome }) }, h('b', {}, batch?.summary.outcomes[outcome]), outcomeWord(outcome)),
          ),
        ),
        table<Row>({ caption: file.name, columns: columns(), rows, most: MOST, key: (row) => String(row.row), chosen: chosen ? String(chosen) : null, onChoose: (row) => set({ row: String(row.row) }, false), onOpen: (row) => void openRow(row), sorted: params.get('sort') ?? '', onSort: (by) => set({ sort: by }, false) }),
        rows.length > MOST ? h('p.inner.muted', {}, w('firstRows', { count: MOST })) : null,
      );
      drawSide();
    }

    function drawSide(): void {
      if (!batch) return;
      const row = batch.rows.find((each) => each.row === chosenRow());
      replace(
        side,
        row
          ? h(
              'section.block',
              {},
              h('h2', {}, row.id || w('entryNumber', { number: row.row }), h('span.count', {}, w('chosenRow', { row: row.row, x: rd(row.x), y: rd(row.y) }))),
              h('p', {}, outcomeWord(row.outcome), ` · ${row.decisive.split('|').join(', ') || row.settle}`),
              h('p', {}, button(w('openRow'), () => void openRow(row), { 'data-key': 'open-row' })),
            )
          : h('p.inner.muted', {}, w('chooseRow')),
        h(
          'section.block',
          {},
          h('h2', {}, w('rejectedTitle'), h('span.count', {}, w('rejectedWhy')), batch.rejected.length ? h('span.go', {}, button(w('asCsvFile'), () => void download('rejected'))) : null),
          batch.rejected.length
            ? h(
                'div.wide',
                { tabindex: 0, role: 'region', 'aria-label': w('rejectedTitle') },
                h(
                  'table.plain',
                  {},
                  h('thead', {}, h('tr', {}, [w('row'), w('caseColumn'), w('field'), w('value'), w('reason')].map((title) => h('th', { scope: 'col' }, title)))),
                  h('tbody', {}, batch.rejected.slice(0, MOST).map((each) => h('tr', {}, h('th', { scope: 'row' }, each.row), h('td', {}, each.id), h('td', {}, known(each.field)), h('td', {}, h('code', {}, each.value)), h('td', {}, each.reason)))),
                ),
              )
            : h('p.small', {}, w('noRejected')),
        ),
      );
    }

    async function openRow(row: Row): Promise<void> {
      if (file) go(link('place', await applicationOf(file.bytes, file.name, row, usual)));
    }

    async function download(form: 'csv' | 'geojson' | 'rejected'): Promise<void> {
      if (!file) return;
      const stem = file.name.replace(/\.[^.]*$/, '');
      const blob = await resultFile(file.bytes, file.name, usual, form);
      handOver(blob, `${stem}-${form}.${form === 'geojson' ? 'geojson' : 'csv'}`);
    }

    async function forget(): Promise<void> {
      await keepFile(FILE, null);
      last = null;
      batch = null;
      file = null;
      params = new URLSearchParams();
      follow(link('many'));
      drawEmpty();
    }

    /** To the table: the same as on the map. */
    function toRows(): void {
      body.querySelector<HTMLElement>('.rows tr[tabindex="0"]')?.focus();
    }

    function closeMap(): void {
      view?.close();
      view = null;
    }

    drawEmpty();
    void keptFile(FILE).then((kept) => {
      if (!kept || file) return;
      file = kept;
      if (last && last.file.name === kept.name && last.file.bytes.size === kept.bytes.size && last.usual === JSON.stringify(usual)) {
        batch = last.batch;
        build();
      } else void run();
    });
    return {
      update(next) {
        params = next.params;
        draw();
      },
      close() {
        running?.abort();
        closeMap();
      },
      key(letter) {
        if (letter === 'k') view?.focus();
        else if (letter === 'l') toRows();
        else return false;
        return true;
      },
    };
  },
};

function columns(): Column<Row>[] {
  const metres = (value: number | null) => (value === null ? '–' : measured(value, 'm', 0));
  return [
    { name: 'id', title: w('caseColumn'), cell: (row) => row.id || w('entryNumber', { number: row.row }), sort: (row) => row.id },
    { name: 'outcome', title: w('outcomeWord'), cell: (row) => outcomeWord(row.outcome), sort: (row) => OUTCOMES.indexOf(row.outcome) },
    { name: 'allowed', title: w('allowedTo'), isNumber: true, cell: (row) => (row.outcome === 'not-covered' ? '–' : row.allowed_depth_m === null ? w('noLimit') : metres(row.allowed_depth_m)), sort: (row) => row.allowed_depth_m ?? 1e9 },
    { name: 'margin', title: w('margin'), isNumber: true, cell: (row) => (row.margin === null ? '–' : measured(row.margin, row.margin_of.endsWith('_m') ? 'm' : '')), sort: (row) => row.margin ?? 1e9 },
    { name: 'decisive', title: w('whatDecides'), cell: (row) => row.decisive.split('|').filter(Boolean).map((id, at) => h('span', {}, at ? ', ' : '', h('a.code', { href: link('law', null, id) }, id))).reduce((all, each) => (all.append(each), all), h('span')), sort: (row) => row.decisive },
    { name: 'system', title: w('systemAt'), isNumber: true, cell: (row) => (row.near_edge ? h('span', {}, icon('warning'), metres(row.nearest_installation_m)) : metres(row.nearest_installation_m)), sort: (row) => row.nearest_installation_m ?? 1e9 },
    { name: 'remedy', title: w('whatHelps'), cell: (row) => remedyWords(row.remedy ?? '') },
  ];
}

/** The smallest remedy, from `permit|drilling_depth_m=80`. */
function remedyWords(remedy: string): string {
  const [outcome, ...changes] = remedy.split('|');
  if (!outcome) return '–';
  const words = changes.filter((change) => !change.startsWith('screen_')).map((change) => {
    const [field = '', value = ''] = change.split('=');
    return `${known(field)} ${measured(Number(value), field.endsWith('_m') ? 'm' : '')}`.trim();
  });
  return `${words.join(', ')}: ${known(outcome as Outcome).toLowerCase()}`;
}
