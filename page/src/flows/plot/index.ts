/** A plot: where on it a system may be built, how deep, and where the wells or loops fit. */

import Feature from 'ol/Feature';
import Circle from 'ol/geom/Circle';
import type Geometry from 'ol/geom/Geometry';
import Point from 'ol/geom/Point';
import Polygon from 'ol/geom/Polygon';
import Draw from 'ol/interaction/Draw';
import CircleStyle from 'ol/style/Circle';
import Fill from 'ol/style/Fill';
import RegularShape from 'ol/style/RegularShape';
import Stroke from 'ol/style/Stroke';
import Style from 'ol/style/Style';
import { ask, Failure, Latest } from '../../api/ask';
import type { MapFeatures } from '../../api/features';
import type { Certainty, Zone } from '../../api/verdict';
import { kindWord } from '../../api/terms';
import { type Address, follow, go, link } from '../../frame/address';
import { h, replace, s } from '../../frame/dom';
import type { Flow, Screen } from '../../frame/flow';
import { pick, type Text as Words } from '../../frame/language';
import { inField, measured, plain, rd, shown } from '../../frame/numbers';
import { mapView, readFeatures } from '../../map/map';
import { RD_URI } from '../../map/rd';
import { label, outcomeFill, outcomeStroke, radiusStyle } from '../../map/style';
import { colour } from '../../frame/theme';
import { button, choice } from '../../parts/button';
import { fetchFile, fileButton } from '../../parts/download';
import { dropZone } from '../../parts/drop';
import { type Interval } from '../../parts/depth';
import { field } from '../../parts/field';
import { icon } from '../../parts/icons';
import { type Outcome, outcomeWord, tile } from '../../parts/outcome';
import { block, verdictHead } from '../../parts/verdict';
import { failureBox } from '../../parts/wait';
import { counted, known, w } from '../../words';
import { FIELDS } from '../place/fields';
import { asJson, readArea, writeArea } from './shape';

interface Part {
  part: number;
  outcome: Outcome;
  certainty?: Certainty;
  decisive: string[];
  settle: string[];
  zones: Zone[];
  area_m2: number;
  share: number;
  place: { x: number; y: number };
  allowed_depth_m: number | null;
  unlimited: boolean;
  depth_profile: Interval[];
  sliver: boolean;
}

interface Placement {
  doublet?: { warm: [number, number]; cold: [number, number]; thermal_radius_m: number; distance_m: number; required_m: number };
  loops?: { places: [number, number][]; most: number; spacing_m: number };
  loop_yield?: { length_m: number; power_kw: { low: number; high: number }; heat_mwh: { low: number; high: number } };
  screens?: { top_m: number | null; bottom_m: number | null; length_m: number };
  screened?: { outcome: Outcome; decisive: string[] };
  drilling_depth_m?: number;
  reason: Words;
}

interface PlotVerdict {
  area_m2: number;
  date: string;
  as_one: { outcome: Outcome; certainty?: Certainty; decisive: string[] };
  worst: { part: number; outcome: Outcome; share: number };
  best: { part: number; outcome: Outcome; share: number };
  parts: Part[];
  placement?: Placement;
  remarks: (Words | { text?: Words })[];
}

const EXAMPLE = 'POLYGON((233308 542520,233508 542520,233508 542670,233308 542670,233308 542520))';

export const plot: Flow = {
  name: 'plot',
  open(main: HTMLElement, address: Address): Screen {
    document.title = `${w('plot')} – Bodemtoets`;
    let params = address.params;
    let draw: Draw | null = null;
    const latest = new Latest<[PlotVerdict, MapFeatures]>();
    const form = h('form.form', { 'aria-label': w('application'), onsubmit: (event: Event) => event.preventDefault() });
    const input = h('div');
    const answer = h('section', { 'aria-label': w('answer') });
    const view = mapView({ legend: () => [[tile('permit', 16), w('partOnMap')]] });
    replace(main, h('div.pane.plotpane', {}, input, form, answer), view.element);

    function change(values: Record<string, string>, isStep = false): void {
      const next = new URLSearchParams(params);
      for (const [name, value] of Object.entries(values)) {
        if (value) next.set(name, value);
        else next.delete(name);
      }
      params = next;
      if (isStep) go(link('plot', next));
      else {
        follow(link('plot', next));
        screen();
      }
    }

    const system = () => (params.get('system') === 'closed' ? 'closed' : 'open');

    function drawForm(): void {
      form.hidden = !params.get('geometry');
      const kinds = choice(
        'plot-system',
        w('system'),
        [
          ['open', w('openSystem')],
          ['closed', w('closedSystem')],
        ],
        system(),
        (value) => {
          const gone = FIELDS.filter((each) => each.only && each.only !== value);
          change({ system: value, place: '', ...Object.fromEntries(gone.map((each) => [each.name, ''])) });
          drawForm();
        },
      );
      const what = system() === 'open' ? 'doublet' : 'loops';
      const places = choice(
        'plot-place',
        w('whatFits'),
        [
          ['', w('placeNothing')],
          [what, w(what === 'doublet' ? 'placeDoublet' : 'placeLoops')],
        ],
        params.get('place') ?? '',
        (value) => change({ place: value }),
      );
      kinds.classList.add('span3');
      places.classList.add('span3');
      replace(
        form,
        kinds,
        places,
        FIELDS.filter((each) => each.isMain && (!each.only || each.only === system())).map(({ name, unit, kind = 'number', span = 2 }) => field({ name, label: known(name), value: kind === 'number' ? inField(params.get(name) ?? '') : (params.get(name) ?? ''), kind, span, ...(unit ? { unit } : {}), oninput: (typed) => change({ [name]: kind === 'number' ? plain(typed) : typed }) }).element),
      );
    }

    function useText(text: string): boolean {
      const area = readArea(text);
      if (!area) return false;
      change({ geometry: writeArea(area) }, true);
      return true;
    }

    function drawInput(): void {
      if (params.get('geometry')) {
        replace(input, h('div.title', {}, h('h1', {}, w('plotTitle')), h('span.go', {}, button(w('plotOther'), () => change({ geometry: '' }, true), { 'data-key': 'other' }))));
        return;
      }
      const text = h('textarea', { id: 'plot-text', rows: 3, placeholder: EXAMPLE });
      const fault = h('p.fault', { role: 'alert', hidden: true });
      const use = (typed: string) => (fault.hidden = useText(typed));
      fault.textContent = w('plotBad');
      const drawing = button(w('plotDraw'), () => startDrawing(), { isMain: true, 'data-key': 'draw' });
      replace(
        input,
        h('div.title', {}, h('h1', {}, w('plotTitle')), h('span.go', {}, drawing)),
        h(
          'div.inner.settings',
          {},
          h('p', { role: 'status' }, draw ? w('plotDrawing') : w('plotHow')),
          h(
            'form.settings',
            {
              onsubmit: (event: Event) => {
                event.preventDefault();
                use(text.value);
              },
            },
            h('div.field', {}, h('label', { for: 'plot-text' }, h('span', {}, w('plotText'))), text),
            fault,
            h('p.chips', {}, h('button.button', { type: 'submit', 'data-key': 'use' }, w('plotUse')), button(w('plotExample'), () => use(EXAMPLE), { 'data-key': 'example' })),
          ),
          dropZone({ words: w('plotFile'), accept: '.geojson,.json,.txt,.wkt', onFiles: ([file]) => file && void file.text().then(use) }),
        ),
      );
    }

    function startDrawing(): void {
      stopDrawing();
      draw = new Draw({ type: 'Polygon', source: view.own });
      draw.on('drawend', (event) => {
        const geometry = event.feature.getGeometry();
        stopDrawing();
        if (geometry instanceof Polygon) change({ geometry: writeArea(geometry) }, true);
      });
      view.map.addInteraction(draw);
      view.focus();
      const status = input.querySelector('[role=status]');
      if (status) status.textContent = w('plotDrawing');
    }

    function stopDrawing(): void {
      if (draw) view.map.removeInteraction(draw);
      draw = null;
    }

    function screen(): void {
      const area = readArea(params.get('geometry') ?? '');
      if (!area) {
        latest.stop();
        view.own.clear();
        replace(answer);
        return;
      }
      const asked = new URLSearchParams(params);
      asked.delete('geometry');
      asked.set('system', system());
      const body = asJson(area);
      const type = 'application/geo+json';
      const shapes = new URLSearchParams(asked);
      shapes.set('f', 'geojson');
      shapes.set('crs', RD_URI);
      latest.ask((signal) => Promise.all([ask<PlotVerdict>('plot', { params: asked, body, type, signal }), ask<MapFeatures>('plot', { params: shapes, body, type, signal, accept: type })]), {
        onSlow: () => answer.classList.add('slow'),
        onAnswer: ([verdict, features]) => {
          answer.classList.remove('slow');
          drawAnswer(verdict);
          drawMap(verdict, features);
        },
        onFailure: (failure: Failure, again) => {
          answer.classList.remove('slow');
          replace(answer, failureBox(failure, failure.mayTryAgain ? again : null));
        },
      });
    }

    /** The dossier of the plot as one application. */
    async function dossier(form: 'pdf' | 'html'): Promise<void> {
      const area = readArea(params.get('geometry') ?? '');
      if (!area) return;
      const asked = new URLSearchParams(params);
      for (const name of ['geometry', 'place']) asked.delete(name);
      asked.set('system', system());
      asked.set('f', form);
      await fetchFile('dossier', asked, `dossier.${form}`, { body: asJson(area), type: 'application/geo+json' });
    }

    function percent(share: number): string {
      return `${shown(share * 100, 1)}\u00a0%`;
    }

    function drawAnswer(verdict: PlotVerdict): void {
      const { best, parts, as_one: one } = verdict;
      const share = parts.filter((part) => part.outcome === best.outcome).reduce((sum, part) => sum + part.share, 0);
      const certainty = parts.find((part) => part.part === best.part)?.certainty;
      document.title = `${w('outcomeOn', { outcome: known(best.outcome), share: percent(share) })} – Bodemtoets`;
      replace(
        answer,
        verdictHead({ outcome: best.outcome, level: 'h2', title: w('outcomeOn', { outcome: known(best.outcome), share: percent(share) }), note: certainty ? [known(certainty.weakest), certainty.map_date ? w('mapOf', { year: certainty.map_date.slice(0, 4) }) : ''].filter(Boolean).join('; ') : '', actions: [fileButton(w('dossierPdf'), 'dossier-pdf', () => dossier('pdf'), true), fileButton(w('dossierHtmlShort'), 'dossier-html', () => dossier('html'))], sub: one.outcome === best.outcome ? null : w('plotAsOne', { outcome: known(one.outcome).toLowerCase() }) }),
        block(
          counted(parts.length, 'partOne', 'partMore'),
          { count: verdict.area_m2 >= 10_000 ? measured(verdict.area_m2 / 10_000, 'ha') : measured(verdict.area_m2, 'm²', 0) },
          shareBar(parts),
          h('ol.parts', {}, parts.slice(0, 30).map(partItem)),
        ),
        block(w('depthByPart'), { count: w('belowGround') }, h('div.minis', {}, parts.slice(0, 6).map(miniDepth))),
        verdict.placement ? placed(verdict.placement) : null,
      );
    }

    function partItem(part: Part): HTMLElement {
      const zones = part.zones.map((zone) => `${kindWord(zone.kind)} ${zone.name ?? zone.id}`).join(', ');
      const depth = part.unlimited ? w('deepNoLimit') : part.allowed_depth_m ? w('deepTo', { depth: measured(part.allowed_depth_m, 'm') }) : w('deepNone');
      return h(
        'li',
        {},
        h('span.partnumber', {}, part.part),
        h('div', {}, outcomeWord(part.outcome), ' · ', part.decisive.map((id, at) => [at ? ', ' : '', h('a.code', { href: link('law', null, id) }, id)]), h('span.d', {}, [depth, zones].filter(Boolean).join(' '))),
        h('b', {}, `${measured(part.area_m2, 'm²', 0)} · ${percent(part.share)}`),
      );
    }

    function placed(placement: Placement): HTMLElement {
      const { doublet, screens, screened } = placement;
      const line = (term: string, value: string) => [h('dt', {}, term), h('dd', {}, h('b', {}, value))];
      const loops = loopPoints(placement);
      return block(
        w('whatFits'),
        {},
        h('p.small', {}, pick(placement.reason)),
        h(
          'dl.facts',
          {},
          doublet
            ? [
                line(w('warmWell'), `x ${rd(doublet.warm[0], 1)} · y ${rd(doublet.warm[1], 1)}`),
                line(w('coldWell'), `x ${rd(doublet.cold[0], 1)} · y ${rd(doublet.cold[1], 1)}`),
                line(w('distance'), w('apartOf', { distance: measured(doublet.distance_m, 'm', 1), required: measured(doublet.required_m, 'm', 1) })),
                line(w('thermalRadius'), measured(doublet.thermal_radius_m, 'm', 1)),
              ]
            : loops.length
              ? [line(w('placeLoops'), w('loopsPlaced', { count: loops.length })), placement.loop_yield ? line(w('loopHeat'), `${shown(placement.loop_yield.heat_mwh.low, 0)} – ${measured(placement.loop_yield.heat_mwh.high, 'MWh', 0)}`) : null]
              : null,
          screens && screens.top_m !== null && screens.bottom_m !== null ? line(w('screensAt'), `${shown(screens.top_m)} – ${measured(screens.bottom_m, 'm')}`) : null,
        ),
        screened ? h('p.small', {}, icon('check'), ` ${w('screenedThere')}: `, outcomeWord(screened.outcome)) : null,
      );
    }

    function loopPoints(placement: Placement): [number, number][] {
      return placement.loops?.places ?? [];
    }

    function drawMap(verdict: PlotVerdict, features: MapFeatures): void {
      const { own } = view;
      own.clear();
      const outcomes = new Map(verdict.parts.map((part) => [part.part, part.outcome]));
      for (const shape of readFeatures(features)) {
        const number = shape.get('part') as number | undefined;
        const outcome = number === undefined ? undefined : outcomes.get(number);
        if (!outcome || !/Polygon/.test(shape.getGeometry()?.getType() ?? '')) continue;
        shape.setStyle(() => new Style({ fill: outcomeFill(outcome), stroke: outcomeStroke(outcome, 2.4) }));
        own.addFeature(shape);
      }
      for (const part of verdict.parts) {
        if (part.sliver) continue;
        const number = new Feature<Geometry>(new Point([part.place.x, part.place.y]));
        number.setStyle(() => new Style({ image: new CircleStyle({ radius: 12, fill: new Fill({ color: colour('paper') }), stroke: new Stroke({ color: colour('ink'), width: 1.6 }) }), text: label(String(part.part)) }));
        own.addFeature(number);
      }
      const doublet = verdict.placement?.doublet;
      const well = (at: [number, number], name: 'warm-well' | 'cold-well', points: number, words: string, radius: number) => {
        const circle = new Feature<Geometry>(new Circle(at, radius));
        circle.setStyle(() => radiusStyle('', name));
        const mark = new Feature<Geometry>(new Point(at));
        mark.set('name', words);
        mark.setStyle(() => new Style({ image: new RegularShape({ points, radius: 8, angle: points === 4 ? Math.PI / 4 : 0, fill: new Fill({ color: colour(name) }), stroke: new Stroke({ color: colour('paper'), width: 1.4 }) }), text: label(words, name, 20) }));
        own.addFeatures([circle, mark]);
      };
      if (doublet) {
        well(doublet.warm, 'warm-well', 3, w('warmWell'), doublet.thermal_radius_m);
        well(doublet.cold, 'cold-well', 4, w('coldWell'), doublet.thermal_radius_m);
      }
      for (const at of verdict.placement ? loopPoints(verdict.placement) : []) {
        const loop = new Feature<Geometry>(new Point(at));
        loop.setStyle(() => new Style({ image: new CircleStyle({ radius: 3.5, fill: new Fill({ color: colour('accent') }), stroke: new Stroke({ color: colour('paper'), width: 1 }) }) }));
        own.addFeature(loop);
      }
      const extent = own.getExtent();
      const place = params.get('geometry') ?? '';
      if (extent && shownPlace !== place) {
        shownPlace = place;
        view.fit(extent);
      }
    }
    let shownPlace = '';

    function show(next: Address): void {
      params = next.params;
      stopDrawing();
      drawInput();
      drawForm();
      screen();
    }

    const escape = (event: KeyboardEvent) => event.key === 'Escape' && stopDrawing();
    addEventListener('keydown', escape);
    show(address);
    return {
      update: show,
      close() {
        removeEventListener('keydown', escape);
        latest.stop();
        view.close();
      },
      key(letter) {
        if (letter === 'k') view.focus();
        else if (letter === 'l') view.list();
        else return false;
        return true;
      },
    };
  },
};

/** The parts by their share, in the pattern of their outcome. */
function shareBar(parts: Part[]): SVGElement {
  const width = 520;
  let left = 0;
  return s(
    'svg',
    { class: 'axis share', viewBox: `0 0 ${width} 38`, role: 'img', 'aria-label': parts.map((part) => `${w('partNumber', { number: part.part })}: ${known(part.outcome)}, ${shown(part.share * 100, 1)} %`).join('; ') },
    parts.map((part) => {
      const box = { x: left * width + 1, y: 1, width: Math.max(part.share * width - 1, 1), height: 34 };
      left += part.share;
      const words = `${part.part} · ${shown(part.share * 100, 1)} %`;
      const isWide = box.width > words.length * 8 + 12;
      return s('g', { class: `tile ${part.outcome}` }, s('rect', { class: 'ground', ...box }), s('rect', { fill: `url(#fill-${part.outcome})`, ...box }), s('rect', { class: 'frame', 'stroke-width': 1.5, ...box }), isWide ? [s('rect', { class: 'plate', x: box.x + 5, y: 8, width: words.length * 7 + 10, height: 20 }), s('text', { class: 'word', x: box.x + 10, y: 23 }, words)] : null);
    }),
  );
}

/** What holds at each depth of a part. */
function miniDepth(part: Part): HTMLElement {
  const edges = part.depth_profile.map((interval) => interval.from_m);
  const end = Math.max(60, ...edges.map((edge) => edge * 1.3));
  const y = (depth: number) => 10 + (Math.min(depth, end) / end) * 100;
  return h(
    'figure',
    {},
    s(
      'svg',
      { class: 'log', width: 130, height: 120, viewBox: '0 0 130 120', role: 'img', 'aria-label': `${w('partNumber', { number: part.part })}: ${part.depth_profile.map((interval) => `${shown(interval.from_m)} m ${known(interval.outcome)}`).join(', ')}` },
      part.depth_profile.map((interval) => {
        const box = { x: 34, y: y(interval.from_m), width: 56, height: Math.max(1, y(interval.to_m ?? end) - y(interval.from_m)) };
        return s('g', { class: `tile ${interval.outcome}` }, s('rect', { class: 'ground', ...box }), s('rect', { fill: `url(#fill-${interval.outcome})`, ...box }), s('rect', { class: 'frame', 'stroke-width': 1.3, ...box }));
      }),
      [...new Set([0, ...edges])].map((edge) => s('text', { class: 'axis', x: 30, y: y(edge) + 4, 'text-anchor': 'end' }, shown(edge))),
      s('path', { class: 'surface', d: 'M28 10H124' }),
    ),
    h('figcaption', {}, w('partNumber', { number: part.part })),
  );
}
