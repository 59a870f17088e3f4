/** The application as a form: what counts is what stands in the fields. */

import type { Failure } from '../../api/ask';
import type { Verdict } from '../../api/verdict';
import { h, replace } from '../../frame/dom';
import { places, twoNumbers } from '../../frame/find';
import { read } from '../../frame/address';
import { inField, plain, rd, shown } from '../../frame/numbers';
import { recall, remember } from '../../frame/store';
import { choice } from '../../parts/button';
import { type Field, field } from '../../parts/field';
import { known, w } from '../../words';
import { authority } from '../law/authority';
import { FIELDS, isNumber } from './fields';

export interface Form {
  element: HTMLElement;
  /** The application in one line, for small screens. */
  line: HTMLElement;
  /** Puts into the fields what stands in the address; the field that is typed in stays as it is. */
  fill(params: URLSearchParams): void;
  /** What the answer says of fields: articles, what is missing. */
  tell(verdict: Verdict): void;
  fault(failure: Failure | null): void;
  /** Shows for a moment which fields have changed. */
  flash(names: string[]): void;
  focus(): void;
}

/** A number in a field that nobody types in: with its thousands apart. */
function typedAs(value: string): string {
  const number = Number(value);
  return value !== '' && Number.isFinite(number) ? shown(number, 7) : inField(value);
}

/** The form. `change` hears of fields with their values as the server reads them; empty when taken away. */
export function applicationForm(change: (values: Record<string, string>) => void): Form {
  const fields = new Map<string, Field>();
  const element = h('form.form', { 'aria-label': w('application'), onsubmit: (event: Event) => event.preventDefault() });
  const more = h('div.morefields', { id: 'more-fields' });
  const line = h('button.formline', { type: 'button', 'aria-expanded': 'false' });
  const count = h('span');
  const toggle = h('button.link.go', { type: 'button', 'aria-controls': 'more-fields', 'data-key': 'more' });
  let isLong = recall('fields') === 'all';
  let system = 'open';
  let missing = 0;
  let params = new URLSearchParams();

  const place = field({
    name: 'place',
    label: w('placeInRd'),
    value: '',
    unit: 'm',
    span: 3,
    oninput: (typed) => setPlace(typed),
  });
  place.input.addEventListener('blur', () => showPlace());

  function setPlace(typed: string): void {
    const two = twoNumbers(typed);
    const [first] = two ? places(typed) : [];
    if (!typed.trim()) {
      place.fault(null);
      change({ x: '', y: '', lat: '', lon: '', geometry: '' });
    } else if (first && !first.detail) {
      place.fault(null);
      const to = read(first.to).params;
      change({ x: to.get('x') ?? '', y: to.get('y') ?? '', lat: to.get('lat') ?? '', lon: to.get('lon') ?? '', geometry: '' });
    } else if (first) {
      const to = read(first.to).params;
      place.fault(`${first.detail} ${first.words}`, {
        words: w('swap'),
        onclick: () => {
          place.fault(null);
          change({ x: to.get('x') ?? '', y: to.get('y') ?? '', lat: to.get('lat') ?? '', lon: to.get('lon') ?? '', geometry: '' });
          showPlace();
        },
      });
    } else place.fault(w('placeAsked'));
  }

  function showPlace(): void {
    const [x, y] = [params.get('x'), params.get('y')];
    const [lat, lon] = [params.get('lat'), params.get('lon')];
    if (x && y) place.input.value = `${rd(Number(x), 2)}, ${rd(Number(y), 2)}`;
    else if (lat && lon) place.input.value = `${inField(lat, 7)} ${inField(lon, 7)}`;
  }

  function draw(): void {
    const isShown = (name: string) => {
      const of = FIELDS.find((each) => each.name === name);
      return !of?.only || of.only === system;
    };
    for (const { name, unit, kind = 'number', span = 2 } of FIELDS) {
      if (fields.has(name)) continue;
      fields.set(name, field({ name, label: known(name), value: '', kind, span, ...(unit ? { unit } : {}), oninput: (typed) => change({ [name]: kind === 'number' ? plain(typed) : typed.trim() }) }));
    }
    const kinds = choice(
      'system',
      w('system'),
      [
        ['open', w('openSystem')],
        ['closed', w('closedSystem')],
      ],
      system,
      (value) => {
        system = value;
        const gone = FIELDS.filter((each) => each.only && each.only !== value && params.get(each.name));
        change({ system: value, ...Object.fromEntries(gone.map((each) => [each.name, ''])) });
        draw();
      },
    );
    kinds.classList.add('span3');
    const dwelling = h('div.field.span2', {}, h('label', { for: 'field-dwelling' }, h('span', {}, w('dwelling'))), selectDwelling());
    const show = (isMain: boolean) => FIELDS.filter((each) => Boolean(each.isMain) === isMain && isShown(each.name)).map((each) => fields.get(each.name)?.element ?? null);
    replace(more, show(false), system === 'closed' ? dwelling : null);
    more.hidden = !isLong;
    toggle.textContent = isLong ? w('fewerFields') : missing ? w('wholeForm', { count: missing }) : w('wholeFormPlain');
    toggle.setAttribute('aria-expanded', String(isLong));
    replace(element, kinds, place.element, show(true), more, h('div.formfoot', {}, count, toggle));
  }

  function selectDwelling(): HTMLSelectElement {
    const option = (value: string, words: string) => h('option', { value, selected: (params.get('dwelling') ?? '') === value }, words);
    return h('select', { class: 'select', id: 'field-dwelling', onchange: (event: Event) => change({ dwelling: (event.target as HTMLSelectElement).value }) }, option('', w('unknown')), option('single', w('single')), option('apartment', w('apartment')), option('none', w('noDwelling')));
  }

  toggle.addEventListener('click', () => {
    isLong = !isLong;
    remember('fields', isLong ? 'all' : null);
    draw();
    toggle.focus();
  });
  line.addEventListener('click', () => {
    const isOpen = element.classList.toggle('open');
    line.setAttribute('aria-expanded', String(isOpen));
  });
  draw();

  return {
    element,
    line,
    fill(next) {
      params = next;
      const wanted = next.get('system') === 'closed' ? 'closed' : 'open';
      if (wanted !== system) {
        system = wanted;
        draw();
      }
      for (const [name, each] of fields) {
        const value = next.get(name) ?? '';
        if (document.activeElement !== each.input || plain(each.input.value) !== value) {
          const isSame = isNumber(name) ? plain(each.input.value) === value : each.input.value.trim() === value;
          if (!isSame) each.input.value = isNumber(name) ? typedAs(value) : value;
        }
      }
      if (document.activeElement !== place.input) {
        place.fault(null);
        if (next.get('x') || next.get('lat')) showPlace();
        else place.input.value = '';
      }
      const depth = next.get('drilling_depth_m');
      const parts = [system === 'open' ? w('open_') : w('closed'), depth ? `${w('drilling_depth_m').toLowerCase()} ${inField(depth)} m` : '', next.get('flow_m3_h') ? `${inField(next.get('flow_m3_h') ?? '')} m³/h` : ''].filter(Boolean);
      replace(line, h('span', {}, h('b', {}, place.input.value || w('emptyTitle')), ` · ${parts.join(' · ')}`), h('span.go', {}, w('change')));
    },
    tell(verdict) {
      const { completeness } = verdict;
      for (const each of fields.values()) each.asked('');
      for (const item of completeness.items) {
        const article = item.source.article?.replace(/^[A-Z][a-z]+ /, '') ?? '';
        for (const name of item.fields) fields.get(name)?.asked(article);
      }
      missing = completeness.missing;
      count.textContent = completeness.list === 'listed' ? w('givenOf', { given: completeness.given, all: completeness.items.length }) : '';
      toggle.textContent = isLong ? w('fewerFields') : missing ? w('wholeForm', { count: missing }) : w('wholeFormPlain');
      const date = fields.get('date')?.input;
      if (date && !params.get('date') && document.activeElement !== date) date.value = verdict.date;
      const { x, y } = verdict.location;
      place.element.querySelector('.asked')?.replaceChildren(verdict.jurisdiction.map(authority).join(', '));
      if (document.activeElement !== place.input && !params.get('lat')) place.input.value = `${rd(x, 2)}, ${rd(y, 2)}`;
    },
    fault(failure) {
      for (const each of fields.values()) each.fault(null);
      if (!failure) return;
      const names = (failure.field ?? '').split(/,\s*/);
      for (const name of names) {
        const of = name === 'x' || name === 'y' || name === 'lat' || name === 'lon' || name === 'place' ? place : fields.get(name);
        of?.fault(failure.message);
      }
    },
    flash(names) {
      for (const name of names) {
        const box = fields.get(name)?.input.parentElement;
        box?.classList.add('flash');
        setTimeout(() => box?.classList.remove('flash'), 1200);
      }
    },
    focus() {
      element.classList.add('open');
      element.querySelector<HTMLInputElement>('input')?.focus();
    },
  };
}
