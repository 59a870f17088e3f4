/** What is asked and shown: area, measure, end, size of a new doublet; a proposal to try. */

import type { MapFeature } from '../../api/features';
import { h } from '../../frame/dom';
import { twoNumbers } from '../../frame/find';
import { inField, plain, typedNumber } from '../../frame/numbers';
import { button, choice } from '../../parts/button';
import { dropZone } from '../../parts/drop';
import { field } from '../../parts/field';
import { known, w } from '../../words';
import { cubic, steps, swatch } from './look';
import { SIZES, wellsOf } from './question';
import { type End, type Measure, MEASURES } from './result';

export interface FormGiven {
  params: URLSearchParams;
  measure: Measure;
  end: End;
  size: number;
  provinces: MapFeature[];
  areaFile: string;
  byFile: string;
  isPicking: boolean;
  set(values: Record<string, string>, isStep?: boolean): void;
  pick(): void;
  useSight(): void;
  takeArea(file: File | null): void;
  takeBy(file: File | null): void;
}

const SIZES_KM: readonly number[] = [1, 2, 5, 10, 20, 40];

/** What is typed and not yet sent: drawing anew must not take it away. */
const typing = { timer: 0 as unknown as ReturnType<typeof setTimeout> };

function later(act: () => void): void {
  clearTimeout(typing.timer);
  typing.timer = setTimeout(act, 450);
}

function select(id: string, words: string, options: readonly (readonly [string, string])[], chosen: string, onchange: (value: string) => void, span = 3): HTMLElement {
  const control = h('select', { class: 'select', id, 'data-key': id, onchange: () => onchange(control.value) }, options.map(([value, word]) => h('option', { value, selected: value === chosen }, word)));
  return h(`div.field.span${span}`, {}, h('label', { for: id }, h('span', {}, words)), control);
}

/** The form. */
export function askForm(given: FormGiven): HTMLElement {
  const { params, set, measure } = given;
  const area = params.get('area') ?? '';
  const names = [...given.provinces].sort((one, other) => String(one.properties['name']).localeCompare(String(other.properties['name'])));
  const areas: [string, string][] = [
    ['', w('areaAll')],
    ['around', w('areaAround')],
    ...names.map((each): [string, string] => [`of:${each.id}`, String(each.properties['name'] ?? each.id)]),
    ['file', given.areaFile ? w('areaOf', { name: given.areaFile }) : w('areaFile')],
  ];
  return h(
    'div',
    {},
    h(
      'form.form',
      { 'aria-label': w('crowdAsk'), onsubmit: (event: Event) => event.preventDefault() },
      select('crowd-area', w('crowdArea'), areas, area, (value) => set({ area: value, ...(value === 'around' ? {} : { x: '', y: '', km: '' }) })),
      select('crowd-size', w('crowdSize'), SIZES.map((each): [string, string] => [String(each), `${cubic(each)}${w('aYear')}`]), String(given.size), (value) => set({ size: value })),
      area === 'around' ? around(given) : null,
      area === 'file' ? h('div.span6', {}, dropZone({ words: w('areaDrop'), accept: '.geojson,.json', onFiles: ([file]) => file && given.takeArea(file) })) : null,
      select('crowd-show', w('crowdShow'), MEASURES.map((each): [string, string] => [each, known(`measure_${each}`)]), measure, (value) => set({ show: value })),
      ends(given),
      h('div.span6.crowdlegend', { 'aria-label': w('legend'), role: 'group' }, h('span.muted', {}, measure === 'room_m3' ? w('legendRoom') : known(`measure_${measure}`)), steps(measure).map((step) => h('span.step', {}, swatch(step.step), step.words))),
      h('details.span6', { 'data-key': 'more-crowd' }, h('summary', {}, w('crowdMore')), h('div.morefields', {}, more(given))),
    ),
    whatIf(given),
  );
}

function ends(given: FormGiven): HTMLElement {
  const made = choice(
    'crowd-end',
    w('crowdEnd'),
    [
      ['low', given.measure === 'room_m3' ? w('endCareful') : w('endCertain')],
      ['high', given.measure === 'room_m3' ? w('endGenerous') : w('endPossible')],
    ],
    given.end,
    (value) => given.set({ end: value === 'high' ? 'high' : '' }),
  );
  made.classList.add('span3');
  return made;
}

function around({ params, set, useSight }: FormGiven): (HTMLElement | null)[] {
  const place = field({
    name: 'crowd-place',
    label: w('placeInRd'),
    value: params.get('x') ? `${params.get('x')}, ${params.get('y')}` : '',
    unit: 'm',
    kind: 'text',
    span: 3,
    oninput: (typed) => {
      const two = twoNumbers(typed);
      place.fault(typed.trim() && !two ? w('placeAsked') : null);
      if (two) later(() => set({ x: String(two[0]), y: String(two[1]) }, false));
    },
  });
  const km = params.get('km') ?? '5';
  const sizes = [...new Set([...SIZES_KM, Number(km)])].sort((one, other) => one - other);
  return [place.element, select('crowd-km', w('crowdKm'), sizes.map((each): [string, string] => [String(each), `${inField(each)} × ${inField(each)} km`]), km, (value) => set({ km: value }), 3), h('p.span6', {}, button(w('useSight'), useSight, { 'data-key': 'sight' }))];
}

function more(given: FormGiven): (HTMLElement | null)[] {
  const { params, set } = given;
  return [
    select(
      'crowd-holds',
      w('crowdHolds'),
      [
        ['', w('asInFile')],
        ['open', w('openSystem')],
        ['closed', w('closedSystem')],
        ['other', w('otherUse')],
      ],
      params.get('holds') ?? '',
      (value) => set({ holds: value }),
    ),
    select(
      'crowd-shared',
      w('crowdShared'),
      [
        ['', w('sharedCount')],
        ['no', w('sharedOut')],
      ],
      params.get('shared') ?? '',
      (value) => set({ shared: value }),
    ),
    h('div.span6', {}, given.byFile ? h('p.small', {}, w('byOf', { name: given.byFile }), ' ', button(w('remove'), () => given.takeBy(null), { 'data-key': 'by-remove' })) : dropZone({ words: w('byDrop'), accept: '.geojson,.json', onFiles: ([file]) => file && given.takeBy(file) })),
  ];
}

/** A proposal: wells or loops at places, typed or pointed at. */
function whatIf({ params, set, pick, isPicking }: FormGiven): HTMLElement {
  const isClosed = params.get('kind') === 'closed';
  const wells = wellsOf(params.get('wells') ?? '');
  const number = (name: string, words: string, unit: string) =>
    field({
      name: `whatif-${name}`,
      label: words,
      value: inField(params.get(name) ?? ''),
      unit,
      oninput: (typed) => {
        if (typed.trim() === '' || typedNumber(typed) !== null) later(() => set({ [name]: plain(typed) }, false));
      },
    }).element;
  const places = field({ name: 'whatif-wells', label: w('whatIfWells'), value: wells.map(({ x, y }) => `${x} ${y}`).join('; '), unit: 'm', kind: 'text', span: 6, oninput: (typed) => (!typed.trim() || wellsOf(typed).length) && later(() => set({ wells: typed.trim() }, false)) });
  const kinds = choice(
    'whatif-kind',
    w('system'),
    [
      ['', w('open_')],
      ['closed', w('closed')],
    ],
    isClosed ? 'closed' : '',
    (value) => set({ kind: value, volume: '', top: '', bottom: '', depth: '' }),
  );
  kinds.classList.add('span3');
  return h(
    'details.whatif',
    { 'data-key': 'whatif', open: wells.length > 0 || isPicking },
    h('summary', {}, wells.length ? w('whatIfOf', { count: wells.length }) : w('whatIf')),
    h(
      'form.form',
      { 'aria-label': w('whatIf'), onsubmit: (event: Event) => event.preventDefault() },
      places.element,
      kinds,
      h('div.span3.chips.bottom', {}, button(isPicking ? w('pickStop') : w('pickWell'), pick, { 'aria-pressed': String(isPicking), 'data-key': 'pick' }), wells.length ? button(w('remove'), () => set({ wells: '', kind: '', volume: '', top: '', bottom: '', depth: '' }), { 'data-key': 'whatif-remove' }) : null),
      isClosed ? number('depth', w('drilling_depth_m'), 'm') : [number('volume', w('annual_volume_m3'), w('perYearShort')), number('top', w('screen_top_m'), 'm'), number('bottom', w('screen_bottom_m'), 'm')],
      isPicking ? h('p.span6.small', { role: 'status' }, w('pickHow')) : null,
    ),
  );
}
