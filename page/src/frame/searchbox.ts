/** The search box: one for everything. It works with the arrows, Enter and Esc as a combo box does. */

import { Latest } from '../api/ask';
import { h, replace } from './dom';
import { go } from './address';
import { addresses, forgetAddresses, loadAddresses } from './addresses';
import { type Found, find } from './find';
import { dropZone } from '../parts/drop';
import { dialog } from '../parts/dialog';
import { button } from '../parts/button';
import { icon } from '../parts/icons';
import { w } from '../words';

const EXAMPLES = ['230760 527120', '52,72616 6,50866', 'DR-2024-04'];

/** The box. */
export function searchBox(): HTMLElement {
  const input = h('input', { id: 'find', type: 'search', autocomplete: 'off', spellcheck: 'false', placeholder: w('findHint'), role: 'combobox', 'aria-expanded': 'false', 'aria-controls': 'found', 'aria-autocomplete': 'list', 'data-key': 'find' });
  const list = h('div.found', { id: 'found', role: 'listbox', 'aria-label': w('find'), hidden: true });
  const note = h('div.findnote', { hidden: true });
  const latest = new Latest<Found[]>();
  let results: Found[] = [];
  let at = -1;

  const close = () => {
    list.hidden = true;
    note.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    at = -1;
  };
  const take = (found: Found | undefined) => {
    if (!found) return;
    close();
    latest.stop();
    input.value = '';
    input.blur();
    go(found.to);
  };
  const choose = (next: number) => {
    at = results.length ? (next + results.length) % results.length : -1;
    [...list.querySelectorAll('[role=option]')].forEach((option, index) => option.setAttribute('aria-selected', String(index === at)));
    if (at >= 0) input.setAttribute('aria-activedescendant', `found-${at}`);
  };
  const draw = () => {
    const groups = [...new Set(results.map((found) => found.group))];
    let index = -1;
    replace(
      list,
      groups.map((group) =>
        h(
          'div',
          { role: 'group', 'aria-label': group },
          h('div.group', { 'aria-hidden': 'true' }, group),
          results
            .filter((found) => found.group === group)
            .map((found) => {
              index += 1;
              return h('div.option', { role: 'option', id: `found-${index}`, 'aria-selected': 'false', onpointerdown: (event: Event) => event.preventDefault(), onclick: () => take(found) }, h('b', {}, found.words), found.detail ? h('span', {}, found.detail) : null);
            }),
        ),
      ),
    );
    results = groups.flatMap((group) => results.filter((found) => found.group === group));
    list.hidden = !results.length;
    input.setAttribute('aria-expanded', String(Boolean(results.length)));
    choose(results.length ? 0 : -1);
  };
  const tell = async () => {
    const file = await addresses();
    const where = w('findWhere', { addresses: file ? w('findFile', { name: file.name, count: file.rows.length }) : w('findNoFile') });
    const isEmpty = !input.value.trim();
    const load = button(w('findLoad'), () => openAddresses(), { onpointerdown: (event: Event) => event.preventDefault() });
    replace(note, isEmpty ? h('p', {}, `${w('findExamples')}: `, EXAMPLES.map((example, each) => [each ? ' · ' : '', h('code', {}, example)])) : h('p', { role: 'status' }, w('findNothing', { text: input.value.trim(), where })), h('p', {}, load));
    note.hidden = Boolean(results.length) || document.activeElement !== input;
  };
  const look = () => {
    const text = input.value;
    if (!text.trim()) {
      latest.stop();
      results = [];
      draw();
      void tell();
      return;
    }
    latest.ask((signal) => find(text, signal), {
      onAnswer: (found) => {
        results = found;
        draw();
        void tell();
      },
      onFailure: () => void tell(),
    });
  };
  input.addEventListener('input', look);
  input.addEventListener('focus', look);
  input.addEventListener('blur', (event) => {
    if (!(event.relatedTarget instanceof Element && event.relatedTarget.closest('.find'))) close();
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') choose(at + 1);
    else if (event.key === 'ArrowUp') choose(at - 1);
    else if (event.key === 'Enter') take(results[Math.max(at, 0)]);
    else if (event.key === 'Escape') {
      if (list.hidden && note.hidden) input.blur();
      close();
    } else return;
    event.preventDefault();
  });
  return h('div.find', { role: 'search' }, h('label.hidden', { for: 'find' }, w('find')), icon('find'), input, h('kbd', { 'aria-hidden': 'true' }, '/'), list, note);
}

/** A window in which a file of addresses is loaded or forgotten. */
export function openAddresses(): void {
  const box = h('div');
  const draw = async (fault = '') => {
    const file = await addresses();
    replace(
      box,
      h('p', {}, w('findLoadWhy')),
      fault ? h('p.fault', { role: 'alert' }, fault) : null,
      file ? h('p', {}, w('findFile', { name: file.name, count: file.rows.length }), ' ', button(w('findForget'), () => void forgetAddresses().then(() => draw()))) : null,
      dropZone({
        words: w('findLoad'),
        accept: '.csv,.txt,.tsv',
        onFiles: ([chosen]) => {
          if (chosen) void loadAddresses(chosen).then((loaded) => draw(loaded ? '' : w('findBadFile', { name: chosen.name })));
        },
      }),
    );
  };
  void draw();
  dialog(w('groupAddress'), box);
}
