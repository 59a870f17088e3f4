/** The journal: what was kept, found again, and what has become of it. */

import { type Entries, type Entry, findEntries, openEntry } from '../../api/journal';
import { hasJournal } from '../../api/health';
import { type Address, follow, go, link } from '../../frame/address';
import { h, replace } from '../../frame/dom';
import type { Flow, Screen } from '../../frame/flow';
import { moment } from '../../frame/numbers';
import { button } from '../../parts/button';
import { fetchFile, fileButton } from '../../parts/download';
import { outcomeWord, type Outcome } from '../../parts/outcome';
import { table } from '../../parts/table';
import { Waiting } from '../../parts/wait';
import { counted, w } from '../../words';
import { drawEntry, stateMark } from './entry';

const PAGE = 50;

export const journal: Flow = {
  name: 'journal',
  open(main: HTMLElement, address: Address): Screen {
    document.title = `${w('journal')} – Bodemtoets`;
    const list = new Waiting<Entries>();
    const entry = new Waiting<Entry>();
    const states = new Map<number, Entry['since']>();
    let text = address.params.get('q') ?? '';
    let number = address.path;
    let limit = PAGE;
    let entries: Entry[] = [];
    let matched = 0;

    const input = h('input', { id: 'journal-find', type: 'search', value: text, autocomplete: 'off', oninput: () => find(input.value) });
    const count = h('span.muted', { role: 'status' });
    const compare = button(w('repeatAll'), () => void compareAll(), { 'data-key': 'compare' });
    const files = h('span.chips', {}, fileButton(w('journalExport'), 'export-csv', () => fetchFile('journal-export', { f: 'csv' }, 'journal.csv')), fileButton(w('journalExportLines'), 'export-jsonl', () => fetchFile('journal-export', { f: 'jsonl' }, 'journal.jsonl')), fileButton(w('journalExportMap'), 'export-gpkg', () => fetchFile('collections/journal/items.gpkg', {}, 'journal.gpkg')));
    const body = h('div');
    const left = h('div', {}, h('div.title', {}, h('h1', {}, w('journalTitle')), count, h('span.go', {}, compare, files)), h('div.filters', {}, h('div.field.grow', {}, h('label', { for: 'journal-find' }, h('span', {}, w('journalFind'))), h('span.input', {}, input))), list.element, body);
    const right = h('section', { 'aria-label': w('chooseEntry'), tabindex: -1 }, entry.element);
    replace(main, h('div.beside', {}, left, right));

    function find(wanted: string): void {
      text = wanted.trim();
      follow(link('journal', text ? { q: text } : null, number));
      load();
    }

    function load(): void {
      list.ask(
        (signal) => findEntries(text, limit, signal),
        (found) => {
          entries = found.entries;
          matched = found.numberMatched;
          drawList();
          return [];
        },
      );
    }

    function drawList(): void {
      count.textContent = `${counted(matched, 'keptOne', 'keptMore')} · ${w('nothingElse')}`;
      compare.hidden = !entries.length;
      files.hidden = !entries.length && !text;
      if (!entries.length) {
        replace(body, h('p.inner', {}, text ? w('journalNoMatch', { text }) : w('journalEmpty')));
        return;
      }
      replace(
        body,
        table<Entry>({
          caption: w('journalTitle'),
          rows: entries,
          key: (each) => String(each.number),
          chosen: number || null,
          onChoose: (each) => choose(String(each.number)),
          columns: [
            { name: 'case', title: w('caseColumn'), cell: (each) => h('a', { href: link('journal', text ? { q: text } : null, String(each.number)) }, each.content?.reference || w('entryNumber', { number: each.number })) },
            { name: 'at', title: w('keptAt'), cell: (each) => moment(each.kept_at) },
            { name: 'outcome', title: w('answerThen'), cell: (each) => (each.content ? outcomeWord(each.content.outcome as Outcome) : w('none')) },
            { name: 'by', title: w('keptBy'), cell: (each) => each.content?.kept_by || '–' },
            { name: 'note', title: w('noteColumn'), cell: (each) => each.content?.note ?? '' },
            ...(states.size ? [{ name: 'since', title: w('sinceColumn'), cell: (each: Entry) => stateMark(states.get(each.number)?.state) }] : []),
          ],
        }),
        matched > entries.length
          ? h('p.inner', {}, button(w('moreEntries'), () => {
              limit += PAGE * 4;
              load();
            }))
          : null,
      );
    }

    /** Asks of each entry what has become of it, one after the other. */
    async function compareAll(): Promise<void> {
      for (const each of entries) {
        const opened = await openEntry(String(each.number)).catch(() => null);
        if (opened?.since) states.set(each.number, opened.since);
        drawList();
      }
    }

    function choose(wanted: string): void {
      go(link('journal', text ? { q: text } : null, wanted));
    }

    function openOne(): void {
      right.setAttribute('aria-label', number ? w('entryNumber', { number }) : w('chooseEntry'));
      if (!number) {
        entry.stop();
        replace(entry.element, h('p.inner.muted', {}, w('chooseEntry')));
        return;
      }
      entry.ask(
        (signal) => openEntry(number, signal),
        (opened) => drawEntry(opened, () => reload()),
      );
    }

    function reload(): void {
      openOne();
      load();
    }

    void hasJournal().then((has) => {
      if (has) {
        load();
        openOne();
      } else replace(main, h('div.sheet', {}, h('div.card', {}, h('div.inner', {}, h('h1', {}, w('journalTitle')), h('p', {}, w('noJournal'))))));
    });
    return {
      update(next) {
        const wanted = next.params.get('q') ?? '';
        number = next.path;
        if (wanted !== text) {
          text = wanted;
          input.value = text;
          load();
        } else drawList();
        openOne();
      },
      close() {
        list.stop();
        entry.stop();
      },
    };
  },
};
