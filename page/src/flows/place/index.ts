/** A place: one application, its answer as one types, clicks or drags, the depth beside it, the map. */

import Feature from 'ol/Feature';
import Circle from 'ol/geom/Circle';
import Point from 'ol/geom/Point';
import Style from 'ol/style/Style';
import { ask, askRaw, Failure, Latest } from '../../api/ask';
import { hasJournal } from '../../api/health';
import type { Remedy, Verdict } from '../../api/verdict';
import { type Address, follow, go, link } from '../../frame/address';
import { h, replace } from '../../frame/dom';
import type { Flow, Screen } from '../../frame/flow';
import { measured, rd } from '../../frame/numbers';
import { recall, remember } from '../../frame/store';
import { mapView, type XY } from '../../map/map';
import { label, measureStyle } from '../../map/style';
import { button, linkButton } from '../../parts/button';
import { type DepthModel, depthDrawing, type Level } from '../../parts/depth';
import { dialog } from '../../parts/dialog';
import { fetchFile, fileButton } from '../../parts/download';
import { icon } from '../../parts/icons';
import { failureBox } from '../../parts/wait';
import { known, w } from '../../words';
import { addVariant } from '../variants/kept';
import { answerBlocks } from './answer';
import { neighbourFeatures, neighbourSample } from './around';
import { applicationForm } from './form';

const EXAMPLES: readonly [string, string][] = [
  ['Hoogeveen', 'x=230760&y=527120&system=open&drilling_depth_m=80&screen_top_m=55&screen_bottom_m=75&flow_m3_h=60&annual_volume_m3=250000'],
  ['Beilen', 'x=232289&y=542576&system=open&drilling_depth_m=60&flow_m3_h=40'],
  ['Eindhoven', 'x=161250&y=383600&system=closed&drilling_depth_m=60'],
];

const LEVELS: readonly Level['field'][] = ['drilling_depth_m', 'screen_top_m', 'screen_bottom_m'];

export const place: Flow = {
  name: 'place',
  open(main: HTMLElement, address: Address): Screen {
    let params = address.params;
    let verdict: Verdict | null = null;
    const latest = new Latest<Verdict>();
    let flashing: string[] = [];

    const form = applicationForm((values) => change(values));
    const drawn = h('div.drawn');
    const spoken = h('p.hidden', { role: 'status', 'aria-live': 'polite' });
    const answer = h('section.answer', { 'aria-label': w('answer'), tabindex: -1 }, drawn);
    const depth = depthDrawing(move);
    const depthFoot = h('div.foot');
    const depthHow = h('p');
    const depthPane = h('section.pane.depthpane', { id: 'depth', 'aria-label': w('depthProfile') }, h('div.head', {}, h('h2', {}, w('depthProfile')), depthHow), depth.element, depthFoot);
    const start = placeIn(params);
    const view = mapView({ onPick: (picked) => go(link('place', changed({ x: String(picked.x), y: String(picked.y), lat: '', lon: '', geometry: '' }))), legend: () => [[ringSample(), w('open400')], [neighbourSample(), w('toNeighbour')]], ...(start ? { centre: start } : {}) });
    view.element.id = 'map';
    const jumps = h('nav.jumps', { 'aria-label': w('answer') }, jump('answer', w('answerJump'), 'target'), jump('depth', w('depthJump'), 'well'), jump('map', w('map'), 'land'), jump('layers', w('layersJump'), 'layers'));
    replace(main, h('div.pane.answerpane', {}, form.line, form.element, answer, spoken), depthPane, view.element, jumps);

    /** The parameters with some changed; what is empty is taken away. */
    function changed(values: Record<string, string>): URLSearchParams {
      const next = new URLSearchParams(params);
      for (const [name, value] of Object.entries(values)) {
        if (value === '') next.delete(name);
        else next.set(name, value);
      }
      if (!next.get('system')) next.set('system', 'open');
      return next;
    }

    /** What was typed: the address follows, and the answer is asked for at once. */
    function change(values: Record<string, string>): void {
      params = changed(values);
      follow(link('place', params));
      form.fill(params);
      screen();
    }

    /** A level that a hand moves: screens stay in the drilling, and go up with its end. */
    function move(field: Level['field'], depth_m: number): void {
      const at = (name: Level['field']) => (params.get(name) ? Number(params.get(name)) : null);
      const [drilling, top, bottom] = LEVELS.map(at) as [number | null, number | null, number | null];
      const tenth = (depth: number) => String(Math.round(Math.max(depth, 0.1) * 10) / 10);
      if (field === 'drilling_depth_m' && bottom !== null && bottom > depth_m) {
        change({ [field]: tenth(depth_m), screen_bottom_m: tenth(depth_m), ...(top === null ? {} : { screen_top_m: tenth(Math.max(depth_m - (bottom - top), 1)) }) });
      } else if (field === 'screen_bottom_m') {
        change({ [field]: tenth(Math.max(Math.min(depth_m, drilling ?? depth_m), (top ?? 0) + 1)) });
      } else if (field === 'screen_top_m') {
        change({ [field]: tenth(Math.min(depth_m, (bottom ?? drilling ?? depth_m + 1) - 1)) });
      } else change({ [field]: tenth(depth_m) });
    }

    function question(): URLSearchParams | null {
      const asked = new URLSearchParams(params);
      const hasPlace = (asked.get('x') && asked.get('y')) || (asked.get('lat') && asked.get('lon')) || asked.get('geometry');
      if (!hasPlace) return null;
      if (!asked.get('system')) asked.set('system', 'open');
      return asked;
    }

    function screen(): void {
      const asked = question();
      if (!asked) {
        latest.stop();
        verdict = null;
        drawEmpty();
        return;
      }
      remember('place', params.toString());
      latest.ask((signal) => ask<Verdict>('screen', { params: asked, signal }), {
        onSlow: () => {
          drawn.classList.add('slow');
          if (!verdict) replace(drawn, h('h1.hidden', {}, w('place')), h('p.loading', {}, w('loading')));
        },
        onAnswer: (told) => {
          drawn.classList.remove('slow');
          verdict = told;
          form.fault(null);
          draw(told);
        },
        onFailure: (failure, again) => {
          drawn.classList.remove('slow');
          verdict = null;
          form.fault(failure);
          replace(drawn, h('h1.hidden', {}, w('failed')), failureBox(failure, failure.mayTryAgain ? again : null));
          depth.draw({ intervals: [], levels: levels(), limits: [], told: w('depthProfile') });
          say(failure.message);
        },
      });
    }

    function levels(): Level[] {
      return LEVELS.flatMap((field) => {
        const depth_m = Number(params.get(field));
        return params.get(field) && Number.isFinite(depth_m) && depth_m > 0 ? [{ field, depth_m }] : [];
      });
    }

    function draw(told: Verdict): void {
      document.title = `${known(told.outcome)}: x ${rd(told.location.x)}, y ${rd(told.location.y)} – Bodemtoets`;
      form.tell(told);
      replace(
        drawn,
        answerBlocks(told, params, {
          buttons: [button(w('dossier'), () => dossier(), { isMain: true, 'data-key': 'dossier' }), button(w('keep'), () => void keep(), { 'data-key': 'keep' }), button(w('asVariant'), () => variant(), { 'data-key': 'variant' })],
          copy: () => void copy(),
          apply,
          state: ({ kind, value, source, by, date }) => {
            const next = changed({ given_source: source, given_by: by, given_date: date });
            const rest = next.getAll('given').flatMap((each) => each.split('|')).filter((each) => each && !each.startsWith(`${kind}=`));
            next.delete('given');
            for (const each of [...rest, `${kind}=${value}`]) next.append('given', each);
            go(link('place', next));
          },
          retract: (given) => {
            const next = new URLSearchParams(params);
            const rest = next.getAll('given').flatMap((each) => each.split('|')).filter((each) => each && each !== given);
            next.delete('given');
            for (const each of rest) next.append('given', each);
            if (!rest.length) for (const name of ['given_source', 'given_by', 'given_date']) next.delete(name);
            go(link('place', next));
          },
        }),
      );
      depth.draw(depthModel(told));
      const remedy = told.remedies?.find((each) => each.fact === 'drilling_depth_m');
      const limits = limitsOf(told);
      replace(depthFoot, remedy && typeof remedy.to === 'number' ? h('p', {}, w('depthGhost', { depth: measured(remedy.to, 'm') })) : null, limits[0] ? h('p', {}, w('depthEdge', { limit: measured(limits[0].depth_m, 'm') })) : null);
      depthHow.textContent = levels().length ? w('depthHow') : w('depthNone');
      view.look({ x: told.location.x, y: told.location.y }, 3);
      drawMap(told);
      form.flash(flashing);
      flashing = [];
      say(`${known(told.outcome)}. ${drawn.querySelector('.decide')?.textContent ?? ''}`);
    }

    function drawMap(told: Verdict): void {
      view.own.clear();
      const circle = new Feature(new Circle([told.location.x, told.location.y], 400));
      circle.setStyle(() => measureStyle());
      const words = new Feature(new Point([told.location.x, told.location.y + 400]));
      words.setStyle(() => new Style({ text: label(w('radius400'), 'ink', -9) }));
      view.own.addFeatures([circle, words, ...neighbourFeatures(told, view.wells)]);
    }

    /** Wells of neighbours come in later than the answer: their lines are drawn when they are there. */
    const redrawNeighbours = () => {
      if (verdict?.facts.neighbours?.length) drawMap(verdict);
    };
    view.wells.on('featuresloadend', redrawNeighbours);

    function limitsOf(told: Verdict): DepthModel['limits'] {
      return told.depth_profile.filter((interval) => interval.from_m > 0).map((interval) => ({ depth_m: interval.from_m, label: w('limitAt', { depth: measured(interval.from_m, 'm') }) }));
    }

    function depthModel(told: Verdict): DepthModel {
      const parts = told.depth_profile.map((interval) => (interval.to_m === null ? w('depthBelow', { outcome: known(interval.outcome).toLowerCase() }) : w('depthTo', { depth: measured(interval.to_m, 'm'), outcome: known(interval.outcome).toLowerCase() })));
      const remedy = told.remedies?.find((each) => each.fact === 'drilling_depth_m');
      const to = (fact: string) => (remedy ? [remedy, ...(remedy.also ?? [])] : []).find((each) => each.fact === fact)?.to;
      const ghost = Object.fromEntries(LEVELS.flatMap((field) => (typeof to(field) === 'number' ? [[field, to(field)]] : [])));
      return { intervals: told.depth_profile, levels: levels(), limits: limitsOf(told), remedy: remedy ? ghost : null, told: w('depthTold', { parts: parts.join(', ') }), empty: told.outcome === 'not-covered' ? w('depthNotCovered') : null };
    }

    function drawEmpty(): void {
      document.title = w('title');
      const before = recall('place');
      const words = (text: string) => {
        const of = new URLSearchParams(text);
        return of.get('x') ? `x ${rd(Number(of.get('x')))}, y ${rd(Number(of.get('y')))}` : `${of.get('lat')} ${of.get('lon')}`;
      };
      replace(
        drawn,
        h(
          'div.emptyplace',
          {},
          h('h1', {}, w('emptyTitle')),
          h('p', {}, w('emptyHow')),
          h('ul', {}, before ? h('li', {}, h('a', { href: `#place?${before}`, 'data-key': 'continue' }, w('continueWith', { place: words(before) }))) : null, EXAMPLES.map(([name, query]) => h('li', {}, h('a', { href: `#place?${query}` }, w('example', { place: name }))))),
        ),
      );
      depth.draw({ intervals: [], levels: levels(), limits: [], told: w('depthProfile') });
      depthHow.textContent = '';
      replace(depthFoot);
      view.look(null);
      view.own.clear();
    }

    function apply(remedy: Remedy): void {
      const values: Record<string, string> = {};
      for (const each of [remedy, ...(remedy.also ?? [])]) {
        if (each.place) Object.assign(values, { x: String(each.place.x), y: String(each.place.y), lat: '', lon: '' });
        else if (each.to !== undefined) values[each.fact] = String(each.to);
      }
      flashing = Object.keys(values);
      go(link('place', changed(values)));
    }

    let speaking: ReturnType<typeof setTimeout> | undefined;
    function say(words: string): void {
      clearTimeout(speaking);
      speaking = setTimeout(() => (spoken.textContent = words), 800);
    }

    function variant(): void {
      const asked = question();
      if (!asked) return;
      const number = addVariant(asked);
      spoken.textContent = w('variantKept', { number });
      const pressed = drawn.querySelector('[data-key=variant]');
      if (pressed) pressed.textContent = w('variantNumber', { number });
    }

    async function copy(): Promise<void> {
      await navigator.clipboard?.writeText(location.href).catch(() => undefined);
      spoken.textContent = w('linkCopied');
      const pressed = drawn.querySelector('[data-key=copy]');
      if (pressed) pressed.textContent = w('copied');
    }

    function dossier(): void {
      const asked = question();
      if (!asked) return;
      const at = (path: string, form: string) => {
        const query = new URLSearchParams(asked);
        query.set('f', form);
        query.set('lang', document.documentElement.lang);
        return `${path}?${query}`;
      };
      const file = (form: 'pdf' | 'html') => {
        const query = new URLSearchParams(asked);
        query.set('f', form);
        return fetchFile('dossier', query, `dossier.${form}`);
      };
      dialog(w('dossier'), h('div.settings', {}, fileButton(w('dossierPdf'), 'dossier-pdf', () => file('pdf'), true), fileButton(w('dossierHtml'), 'dossier-html', () => file('html')), linkButton(w('dossierText'), at('screen', 'text')), linkButton(w('dossierJson'), at('screen', 'json'))));
    }

    async function keep(): Promise<void> {
      const asked = question();
      if (!asked) return;
      if (!(await hasJournal())) {
        dialog(w('keepTitle'), h('p', {}, w('noJournal')));
        return;
      }
      const note = h('textarea', { id: 'keep-note', rows: 3 });
      const reference = h('input', { id: 'keep-id', value: asked.get('id') ?? '' });
      const withDossier = h('input', { type: 'checkbox', id: 'keep-dossier' });
      const told = h('div');
      const send = async () => {
        if (reference.value.trim()) asked.set('id', reference.value.trim());
        asked.set('note', note.value);
        if (!note.value) asked.delete('note');
        if (withDossier.checked) asked.set('dossier', 'pdf');
        else asked.delete('dossier');
        try {
          const answered = await askRaw('journal', { params: asked, method: 'POST' });
          const { number } = (await answered.json()) as { number: number };
          replace(told, h('p', { role: 'status' }, w('kept', { number }), ' ', h('a', { href: link('journal', null, String(number)), onclick: () => shown.close() }, w('openKept'))));
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          replace(told, failureBox(error, () => void send()));
        }
      };
      const shown = dialog(
        w('keepTitle'),
        h(
          'form.settings',
          {
            onsubmit: (event: Event) => {
              event.preventDefault();
              void send();
            },
          },
          h('div.field', {}, h('label', { for: 'keep-id' }, h('span', {}, w('keepRef'))), h('span.input', {}, reference)),
          h('div.field', {}, h('label', { for: 'keep-note' }, h('span', {}, w('keepNote'))), note),
          h('p', {}, h('label', { for: 'keep-dossier' }, withDossier, ' ', w('keepDossier'))),
          h('p', {}, h('button.button.main', { type: 'submit' }, w('keep'))),
          told,
        ),
      );
      reference.focus();
    }

    function show(next: Address): void {
      params = next.params;
      form.fill(params);
      screen();
    }

    show(address);
    return {
      update: show,
      close() {
        latest.stop();
        clearTimeout(speaking);
        view.wells.un('featuresloadend', redrawNeighbours);
        depth.close();
        view.close();
      },
      key(letter) {
        const first = verdict?.remedies?.[0];
        switch (letter) {
          case 'f':
            form.focus();
            break;
          case 'a':
            answer.focus();
            break;
          case 'd':
            (depthPane.querySelector<HTMLElement>('.handle.main') ?? depthPane).focus();
            break;
          case 'k':
            view.focus();
            break;
          case 'l':
            view.list();
            break;
          case 'h':
            if (first) apply(first);
            break;
          case 's':
            void keep();
            break;
          case 'p':
            dossier();
            break;
          case 'v':
            variant();
            break;
          case 'c':
            void copy();
            break;
          default:
            return false;
        }
        return true;
      },
    };
  },
};

function placeIn(params: URLSearchParams): XY | null {
  const [x, y] = [Number(params.get('x')), Number(params.get('y'))];
  return x && y ? { x, y } : null;
}

function jump(id: string, words: string, name: 'target' | 'well' | 'land' | 'layers'): HTMLElement {
  return h(
    'a',
    {
      href: `#${id}`,
      onclick: (event: Event) => {
        event.preventDefault();
        document.getElementById(id)?.scrollIntoView();
        for (const each of document.querySelectorAll('.jumps a')) each.removeAttribute('aria-current');
        (event.currentTarget as Element).setAttribute('aria-current', 'true');
      },
    },
    icon(name),
    words,
  );
}

function ringSample(): Element {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'sample outline');
  svg.setAttribute('width', '32');
  svg.setAttribute('height', '16');
  svg.setAttribute('aria-hidden', 'true');
  const circle = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  circle.setAttribute('d', 'M3 15A13 13 0 0 1 29 15');
  circle.setAttribute('stroke-dasharray', '4 3');
  svg.append(circle);
  return svg;
}
