/** Crowding: how much room the ground still has, by level, from what is certain to what may be; pairs, areas, what if. */

import Feature from 'ol/Feature';
import type Geometry from 'ol/geom/Geometry';
import LineString from 'ol/geom/LineString';
import Point from 'ol/geom/Point';
import MultiPolygon from 'ol/geom/MultiPolygon';
import Polygon, { fromExtent } from 'ol/geom/Polygon';
import CircleStyle from 'ol/style/Circle';
import Fill from 'ol/style/Fill';
import Stroke from 'ol/style/Stroke';
import Style from 'ol/style/Style';
import { Failure, isAborted } from '../../api/ask';
import { allFeatures, type MapFeature } from '../../api/features';
import { executeAsJob } from '../../api/process';
import { type Address, follow, go, link } from '../../frame/address';
import { h, replace } from '../../frame/dom';
import type { Flow, Screen } from '../../frame/flow';
import { type KeptFile, keepFile, keepFiles, keptFile, keptFiles } from '../../frame/store';
import { colour } from '../../frame/theme';
import { mapView, readFeatures } from '../../map/map';
import { label } from '../../map/style';
import { button } from '../../parts/button';
import { dropZone } from '../../parts/drop';
import { failureBox } from '../../parts/wait';
import { w } from '../../words';
import { answerOf, type View } from './answer';
import { askForm } from './form';
import { cellStyle, pairSample, pairStyle, short, stepOf } from './look';
import { areaKey, bboxOf, boxOf, EXAMPLE, heldBy, jurisdictionOf, named, proposalOf, questionKey, rectangle, shared, SIZES, wellsOf } from './question';
import { at, type Cell, CellMap, type Collection, type End, type Measure, MEASURES, type Pair, type Result, type Tallies } from './result';

const REGISTER = 'register';
const AREA = 'crowding.area';
const BY = 'crowding.by';

/** The answer to the last question: it outlives a change of language or of work. */
let last: { key: string; result: Result } | null = null;

export const crowding: Flow = {
  name: 'crowding',
  open(main: HTMLElement, address: Address): Screen {
    document.title = `${w('crowding')} – Bodemtoets`;
    let params = address.params;
    let files: KeptFile[] = [];
    let areaFile: KeptFile | null = null;
    let byFile: KeptFile | null = null;
    let provinces: MapFeature[] = [];
    let result: Result | null = null;
    let shownKey = '';
    let running: AbortController | null = null;
    let isPicking = false;
    let fitted = '';

    const head = h('div');
    const headline = h('section', { 'aria-label': w('crowdTitle') });
    const form = h('div');
    const told = h('div');
    const answer = h('section', { 'aria-label': w('answer') });
    const view = mapView({
      isBare: true,
      onPick: (place) => picked(place),
      onFeature: (feature) => chosen(feature),
      onList: () => toCells(),
      legend: () => [
        [pairSample(true), w('pairCertain')],
        [pairSample(false), w('pairPossible')],
      ],
    });
    replace(main, h('div.pane.plotpane.crowdpane', {}, head, headline, told, form, answer), view.element);

    const measure = (): Measure => MEASURES.find((each) => each === params.get('show')) ?? 'room_m3';
    const end = (): End => (params.get('end') === 'high' ? 'high' : 'low');
    const level = () => (result?.map.levels.includes(params.get('level') ?? '') ? (params.get('level') ?? 'any') : 'any');
    const size = () => SIZES.find((each) => String(each) === params.get('size')) ?? 250_000;

    /** Puts values into the address: as a step for what was chosen, without one while typing. */
    function set(values: Record<string, string>, isStep = true): void {
      const next = new URLSearchParams(params);
      for (const [name, value] of Object.entries(values)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      if (isStep) go(link('crowding', next));
      else {
        params = next;
        follow(link('crowding', next));
        show();
      }
    }

    function picked(place: { x: number; y: number }): void {
      if (!isPicking) return;
      const wells = [...wellsOf(params.get('wells') ?? ''), place].map(({ x, y }) => `${x} ${y}`);
      set({ wells: wells.join('; ') });
    }

    function chosen(feature: Feature<Geometry>): void {
      const point = feature.get('middle') as { x: number; y: number } | undefined;
      if (isPicking && point) picked(point);
      else if (feature.get('cell')) set({ cell: feature.get('cell') as string, pair: '' }, false);
      else if (feature.get('pair')) set({ pair: feature.get('pair') as string, cell: '' }, false);
    }

    async function start(dropped: KeptFile[]): Promise<void> {
      files = dropped;
      await keepFiles(REGISTER, files);
      last = null;
      shownKey = '';
      fitted = '';
      const holds = heldBy(files);
      params = new URLSearchParams(holds ? { holds } : {});
      follow(link('crowding', params));
      show();
    }

    async function forget(): Promise<void> {
      running?.abort();
      files = [];
      await keepFiles(REGISTER, []);
      last = null;
      result = null;
      shownKey = '';
      params = new URLSearchParams();
      follow(link('crowding'));
      show();
    }

    function drawHead(): void {
      if (files.length) {
        replace(head, h('div.title', {}, h('h1', {}, w('crowdTitle')), h('span.muted.filename', {}, files.map((file) => file.name).join(', ')), h('span.go', {}, button(w('otherRegister'), () => void forget(), { 'data-key': 'other' }), button(w('printSheet'), () => printSheet(), { 'data-key': 'print' }))));
        return;
      }
      replace(
        head,
        h('div.title', {}, h('h1', {}, w('crowdTitle'))),
        h(
          'div.inner.settings',
          {},
          h('p', {}, w('crowdHow')),
          dropZone({ words: w('crowdDrop'), accept: '.csv,.txt,.geojson,.json,.xml', isMany: true, onFiles: (dropped) => void start(dropped.slice(0, 8).map((file) => ({ name: file.name, bytes: file }))) }),
          h('p.small.muted', {}, w('crowdStays')),
          h('p', {}, button(w('crowdExample'), () => void start([{ name: w('crowdExampleName'), bytes: new Blob([EXAMPLE], { type: 'text/csv' }) }]), { 'data-key': 'example' })),
        ),
      );
    }

    function show(): void {
      drawHead();
      if (!files.length) {
        replace(headline);
        replace(form);
        replace(told);
        replace(answer);
        view.own.clear();
        return;
      }
      replace(
        form,
        askForm({
          params,
          measure: measure(),
          end: end(),
          size: size(),
          provinces,
          areaFile: areaFile?.name ?? '',
          byFile: byFile?.name ?? '',
          isPicking,
          set,
          pick: () => {
            isPicking = !isPicking;
            show();
            if (isPicking) view.focus();
          },
          useSight: () => {
            const sight = view.map.getView().calculateExtent(view.map.getSize() ?? [400, 400]);
            const [west = 0, south = 0, east = 0, north = 0] = sight;
            set({ area: 'around', x: ((west + east) / 2).toFixed(0), y: ((south + north) / 2).toFixed(0), km: String(Math.min(60, Math.max(0.5, Math.round(Math.max(east - west, north - south) / 100) / 10))) });
          },
          takeArea: (file) => void takeArea(file),
          takeBy: (file) => void takeBy(file),
        }),
      );
      if (questionKey(params, files) + (byFile?.name ?? '') === shownKey) draw();
      else ask();
    }

    async function takeArea(file: File | null): Promise<void> {
      areaFile = file ? { name: file.name, bytes: file } : null;
      await keepFile(AREA, areaFile);
      shownKey = '';
      last = null;
      set({ area: file ? 'file' : '' });
      if (file) show();
    }

    async function takeBy(file: File | null): Promise<void> {
      byFile = file ? { name: file.name, bytes: file } : null;
      await keepFile(BY, byFile);
      last = null;
      show();
    }

    function ask(): void {
      const key = questionKey(params, files) + (byFile?.name ?? '');
      shownKey = key;
      running?.abort();
      if (last?.key === key) {
        result = last.result;
        replace(told);
        draw();
        return;
      }
      const control = new AbortController();
      running = control;
      const words = h('span', {}, w('loading'));
      const slow = setTimeout(() => {
        headline.classList.add('slow');
        answer.classList.add('slow');
        replace(
          told,
          h('p.loading', { role: 'status' }, words, ' ', button(w('stop'), () => {
            control.abort();
            replace(told, h('p.loading', {}, w('crowdStopped'), ' ', button(w('again'), () => ask(), { 'data-key': 'again' })));
          })),
        );
      }, 300);
      const asked = params;
      compute(asked, control.signal, (step) => (words.textContent = `${w('loading')} ${step}`))
        .then((found) => {
          if (running !== control) return;
          result = found;
          last = { key, result: found };
          clearTimeout(slow);
          headline.classList.remove('slow');
          answer.classList.remove('slow');
          replace(told);
          draw();
        })
        .catch((error: unknown) => {
          clearTimeout(slow);
          headline.classList.remove('slow');
          answer.classList.remove('slow');
          if (isAborted(error) || running !== control) return;
          if (!(error instanceof Failure)) throw error;
          result = null;
          view.own.clear();
          replace(headline);
          replace(answer);
          replace(told, failureBox(error, () => ask()));
        });
    }

    async function compute(asked: URLSearchParams, signal: AbortSignal, step: (words: string) => void): Promise<Result> {
      const common = await shared(asked, files);
      const box = boxOf(asked);
      const of = jurisdictionOf(asked, provinces);
      const dropped = asked.get('area') === 'file' && areaFile ? await areaFile.bytes.text() : null;
      const areaInput = of ? named([{ name: String(of.properties['name'] ?? of.id), geometry: of.geometry }]) : dropped;
      const run = <T>(more: object) => executeAsJob<T>('crowding', { ...common, ...more }, signal, (status) => step(status === 'accepted' ? w('jobWaits') : ''));
      step(w('crowdMapping'));
      const cells = await run<Collection<Cell>>({ report: 'map', area: areaInput, bbox: !areaInput && box ? bboxOf(box) : undefined });
      const map = new CellMap(cells.features, box, areaInput ? outlineOf(areaInput) : null);
      step(w('crowdPairing'));
      const pairArea = areaInput ?? (box ? named([{ name: 'area', geometry: rectangle(box) }]) : null);
      const pairs = await run<Collection<Pair>>({ report: 'pairs', area: pairArea });
      const whole = pairArea ?? named([{ name: 'area', geometry: rectangle(map.bounds) }]);
      const total = await run<Tallies>({ report: 'stats', by: whole, name: undefined });
      const by = byFile ? await byFile.bytes.text() : provinces.length ? named(provinces.map((each) => ({ name: String(each.properties['name'] ?? each.id), geometry: each.geometry }))) : null;
      const areas = by ? await run<Tallies>({ report: 'stats', by }) : null;
      const notices = [...(total.notices ?? []), ...(cells.notices ?? [])];
      return {
        map,
        pairs: pairs.features.map(({ properties }, index) => ({ ...properties, key: `${properties.system_a}|${properties.system_b}|${index}` })),
        tally: summed(total),
        areas: areas?.areas ?? [],
        notices: notices.filter((each, index) => notices.findIndex((other) => other.en === each.en) === index),
        files: { cells: JSON.stringify(cells), pairs: JSON.stringify(pairs) },
      };
    }

    /** The polygons of an area as a shape in RD; `null` where they are in degrees, which the page cannot turn. */
    function outlineOf(area: object | string): Geometry | null {
      try {
        const features = readFeatures(typeof area === 'string' ? JSON.parse(area) : area);
        const rings = features.flatMap((feature) => {
          const geometry = feature.getGeometry();
          return geometry ? (geometry instanceof MultiPolygon ? geometry.getPolygons() : [geometry as Polygon]) : [];
        });
        const [first] = rings;
        if (!first || Math.abs(first.getExtent()[0] ?? 0) < 200) return null;
        return rings.length === 1 ? first : new MultiPolygon(rings);
      } catch {
        return null;
      }
    }

    function viewOf(): View {
      return { params, level: level(), measure: measure(), end: end(), size: size(), hasProposal: Boolean(proposalOf(params)), set, byName: byFile?.name ?? '' };
    }

    function draw(): void {
      if (!result) return;
      const [first = [], ...rest] = answerOf(result, viewOf(), files);
      replace(headline, first);
      replace(answer, rest);
      drawMap(result);
    }

    /** To the cells as a list: the same as on the map. */
    function toCells(): void {
      answer.querySelector<HTMLElement>('.cells tr[tabindex="0"], .cells .wide')?.focus();
    }

    function printSheet(): void {
      if (result) view.print(result.map.bounds);
      else print();
    }

    function drawMap(found: Result): void {
      const { own } = view;
      const [which, side, of] = [level(), end(), measure()];
      own.clear();
      const features: Feature<Geometry>[] = [];
      const chosenCell = params.get('cell');
      const half = found.map.cell_m / 2;
      for (const cell of found.map.cells(which)) {
        const value = at(cell, of, side);
        const step = found.map.isTooThin(which) && of === 'room_m3' ? 0 : stepOf(of, value);
        const key = `${cell.x},${cell.y}`;
        const isChosen = key === chosenCell;
        if (!step && !isChosen) continue;
        const feature = new Feature<Geometry>(fromExtent([cell.x - half, cell.y - half, cell.x + half, cell.y + half]));
        feature.set('cell', key);
        feature.set('middle', { x: cell.x, y: cell.y });
        const text = short(of, value);
        feature.setStyle((_, resolution) => cellStyle(Math.max(step, 1), found.map.cell_m / resolution >= 26 ? text : '', isChosen));
        features.push(feature);
      }
      const [west, south, east, north] = found.map.bounds;
      const edge = new Feature<Geometry>(fromExtent([west, south, east, north]));
      edge.set('still', true);
      edge.setStyle(() => new Style({ stroke: new Stroke({ color: colour('ink2'), width: 1.4, lineDash: [5, 3] }) }));
      features.push(edge);
      for (const pair of found.pairs.slice(0, 2000)) {
        const isChosen = pair.key === params.get('pair');
        const line = new Feature<Geometry>(new LineString([[pair.x_a, pair.y_a], [pair.x_b, pair.y_b]]));
        line.set('pair', pair.key);
        line.setStyle(() => pairStyle(pair.harm === 'harm', isChosen));
        features.push(line);
      }
      wellsOf(params.get('wells') ?? '').forEach((well, index) => {
        const mark = new Feature<Geometry>(new Point([well.x, well.y]));
        mark.set('still', true);
        mark.setStyle(() => new Style({ image: new CircleStyle({ radius: 7, fill: new Fill({ color: colour('paper') }), stroke: new Stroke({ color: colour('accent'), width: 3 }) }), ...(index === 0 ? { text: label(w('proposal'), 'accent', -16) } : {}), zIndex: 8 }));
        features.push(mark);
      });
      own.addFeatures(features);
      // Where one looks stays where it is, unless the area itself is another.
      const sight = areaKey(params, files);
      if (sight !== fitted) {
        fitted = sight;
        setTimeout(() => view.fit(found.map.bounds), 0);
      }
      const cell = found.map.cells(which).find((each) => `${each.x},${each.y}` === chosenCell);
      const pair = found.pairs.find((each) => each.key === params.get('pair'));
      if (cell) view.look({ x: cell.x, y: cell.y });
      else if (pair) view.look({ x: (pair.x_a + pair.x_b) / 2, y: (pair.y_a + pair.y_b) / 2 });
      else view.look(null);
    }

    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !isPicking) return;
      isPicking = false;
      show();
    };
    addEventListener('keydown', escape);
    show();
    void Promise.all([keptFiles(REGISTER), keptFile(AREA), keptFile(BY), allFeatures('jurisdictions').catch(() => null)]).then(([kept, area, by, found]) => {
      provinces = (found?.features ?? []).filter((feature) => feature.properties['layer'] === 'provinces');
      areaFile = area;
      byFile = by;
      if (!files.length) files = kept;
      show();
    });
    return {
      update(next) {
        params = next.params;
        show();
      },
      close() {
        removeEventListener('keydown', escape);
        running?.abort();
        view.close();
      },
      key(letter) {
        if (letter === 'k') view.focus();
        else if (letter === 'l') toCells();
        else if (letter === 'a') answer.querySelector<HTMLElement>('.levels tr[tabindex="0"]')?.focus();
        else if (letter === 'p') printSheet();
        else return false;
        return true;
      },
    };
  },
};

/** The counts of all polygons of an area together. */
function summed({ areas }: Tallies): Result['tally'] {
  const [first, ...rest] = areas;
  if (!first) return null;
  const sum = { ...first };
  for (const each of rest) for (const name of ['area_km2', 'systems', 'open', 'closed', 'unknown', 'wells', 'wells_without_depth', 'open_without_volume', 'annual_volume_m3', 'conflicts_low', 'conflicts_high'] as const) sum[name] += each[name];
  return sum;
}


