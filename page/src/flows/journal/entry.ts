/** One entry: then and now, what changed, its link. */

import { addFile, addNote, type Addition, ATTACHMENTS, type Entry, erase, paramsOf, type Since } from '../../api/journal';
import { askRaw, Failure } from '../../api/ask';
import { settings } from '../../api/settings';
import { type Verdict, rulesOf, withoutSource } from '../../api/verdict';
import { link } from '../../frame/address';
import { h, replace } from '../../frame/dom';
import { pick } from '../../frame/language';
import { day, measured, moment } from '../../frame/numbers';
import { button, linkButton } from '../../parts/button';
import { dialog } from '../../parts/dialog';
import { fetchFile, fileButton } from '../../parts/download';
import { dropZone } from '../../parts/drop';
import { icon } from '../../parts/icons';
import { type Outcome, tile } from '../../parts/outcome';
import { block } from '../../parts/verdict';
import { failureBox } from '../../parts/wait';
import { known, w } from '../../words';

const CLASSES: Record<Since['state'], string> = { same: 'same', 'same-answer': 'layer', 'same-outcome': 'layer', 'other-outcome': 'other', 'not-repeatable': 'lost' };

/** What has become of an entry: a mark and words. */
export function stateMark(state: Since['state'] | undefined): HTMLElement {
  if (!state) return h('span.muted', {}, '…');
  const name = state === 'same' ? 'check' : state === 'other-outcome' ? 'warning' : state === 'not-repeatable' ? 'lacking' : 'layers';
  return h(`span.state.${CLASSES[state]}`, {}, icon(name), known(`state_${state}`));
}

function answerCard(title: string, verdict: Verdict): HTMLElement {
  const rules = rulesOf(verdict, verdict.decisive).slice(0, 2);
  return h(`div.${verdict.outcome}`, {}, h('p.small', {}, title), h('p.big', {}, tile(verdict.outcome, 32), known(verdict.outcome)), rules.map((rule) => h('p.small', {}, h('a.code', { href: link('law', null, rule.id) }, rule.id), ` · ${withoutSource(pick(rule.explanation))}`)));
}

/** An entry, drawn; `reload` after something was kept or erased. */
export function drawEntry(entry: Entry, reload: () => void): Node[] {
  const { content, since } = entry;
  if (!content) {
    return [h('div.inner', {}, h('h2', {}, w('entryNumber', { number: entry.number })), h('p', {}, w('erased', { moment: moment(entry.erased_at ?? ''), why: entry.erased_why || '–' })), h('code', {}, entry.sha256))];
  }
  const verdict = content.verdict;
  const params = paramsOf(content);
  const depth = content.application?.['drilling_depth_m'];
  const told = [content.applicant, typeof depth === 'number' ? `${w('drilling_depth_m').toLowerCase()} ${measured(depth, 'm')}` : '', `${w('date').toLowerCase()} ${day(content.date)}`].filter(Boolean).join(' · ');
  const parts: (Node | null)[] = [
    h('div.title', {}, h('h2', {}, content.reference || w('entryNumber', { number: entry.number })), h('span.muted.small', {}, told)),
    verdict ? h('div.thennow', { class: since?.now ? 'thennow' : 'thennow alone' }, answerCard(`${w('then')} · ${moment(entry.kept_at)}`, verdict), since?.now ? answerCard(w('now'), since.now) : null) : null,
    since ? block(w('whatChanged'), {}, h('p', {}, stateMark(since.state)), h('p.small', {}, known(`told_${since.state}`)), changes(since)) : null,
    block(w('noteColumn'), {}, h('p.note', {}, content.note || '–')),
    additions(entry, reload),
    block(
      w('dossier'),
      { className: 'dossier', count: w('dossierThen') },
      h('div.chips', {}, fileButton(w('dossierPdf'), 'dossier-pdf', () => fetchFile(`journal/${entry.number}/dossier`, { f: 'pdf' }, 'dossier.pdf')), fileButton(w('dossierHtml'), 'dossier-html', () => fetchFile(`journal/${entry.number}/dossier`, { f: 'html' }, 'dossier.html'))),
    ),
    block(
      w('linkOf'),
      {},
      h('p.copyline', {}, h('code', {}, entryLink(entry)), button(w('copyLink'), (event) => {
        void navigator.clipboard?.writeText(entryLink(entry));
        (event.currentTarget as HTMLElement).textContent = w('copied');
      }, { 'data-key': 'copy' })),
    ),
    h(
      'div.inner.chips',
      {},
      linkButton(w('screenAgain'), link('place', params), { isMain: true }),
      since?.now ? button(w('keepNew'), () => void keepNew(params, content.note, reload)) : null,
      linkButton(w('dossierJson'), `journal/${entry.number}?f=json`),
      eraseButton(entry.number, reload),
    ),
  ];
  return parts.filter((part): part is Node => part !== null);
}

/** Notes and files that were added, and a form for more of them. */
function additions(entry: Entry, reload: () => void): HTMLElement {
  const list = entry.additions ?? [];
  const fault = h('div');
  const note = h('textarea', { id: 'add-note', rows: 2, 'data-key': 'add-note' });
  const add = (adding: () => Promise<void>) => {
    replace(fault);
    adding()
      .then(reload)
      .catch((error: unknown) => {
        if (!(error instanceof Failure)) throw error;
        replace(fault, failureBox(error, error.mayTryAgain ? () => add(adding) : null));
      });
  };
  return block(
    w('notes'),
    { className: 'additions', count: list.length ? String(list.length) : w('noNotes') },
    h('ul.duties', {}, list.map((each) => h('li', {}, addition(entry.number, each), h('span.d', {}, [moment(each.added_at), each.added_by].filter(Boolean).join(' · '))))),
    h(
      'form.settings',
      {
        onsubmit: (event: Event) => {
          event.preventDefault();
          if (note.value.trim()) add(() => addNote(entry.number, note.value.trim()));
          else note.focus();
        },
      },
      h('div.field', {}, h('label', { for: 'add-note' }, h('span', {}, w('keepNote'))), note),
      h('p', {}, h('button.button', { type: 'submit', 'data-key': 'add-note-send' }, w('addNote'))),
    ),
    dropZone({ words: w('addFile'), accept: Object.keys(ATTACHMENTS).map((ending) => `.${ending}`).join(','), onFiles: ([file]) => file && add(() => addFile(entry.number, file)) }),
    fault,
  );
}

function addition(entry: number, each: Addition): Node {
  if (each.erased_at) return h('span.muted', {}, w('additionErased', { moment: moment(each.erased_at) }));
  if (!each.name) return h('span.note', {}, each.note ?? '');
  const name = each.name;
  const size = each.bytes === null ? '' : ` · ${each.bytes < 100_000 ? measured(each.bytes / 1000, 'kB', 1) : measured(each.bytes / 1e6, 'MB', 1)}`;
  return h('span', {}, h('a', { href: `journal/${entry}/attachments/${each.number}`, download: name }, name), size);
}

/** The address of an entry, for others. */
function entryLink(entry: Entry): string {
  return new URL(link('journal', null, String(entry.number)), location.href).href;
}

function changes(since: Since): HTMLElement {
  if (!since.changed.length) return h('p.small.muted', {}, w('nothingChanged'));
  const hash = (text: string | undefined, none: string) => (text ? h('code', { title: text }, text.slice(0, 12)) : h('span.muted', {}, none));
  return h(
    'div.wide',
    { tabindex: 0, role: 'region', 'aria-label': w('whatChanged') },
    h(
      'table.plain',
      {},
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, w('what')), h('th', { scope: 'col' }, w('then')), h('th', { scope: 'col' }, w('now')))),
      h('tbody', {}, since.changed.map((each) => h('tr', {}, h('th', { scope: 'row' }, `${known(`whatIsIt_${each.what}`)} ${each.id}`), h('td', {}, hash(each.then, w('wasNot'))), h('td', {}, hash(each.now, w('isGone')))))),
    ),
  );
}

async function keepNew(params: URLSearchParams, note: string, reload: () => void): Promise<void> {
  const asked = new URLSearchParams(params);
  if (note) asked.set('note', note);
  await askRaw('journal', { params: asked, method: 'POST' });
  reload();
}

/** Erasing is for who administers: others do not see the button. */
function eraseButton(number: number, reload: () => void): HTMLElement {
  const made = button(w('erase'), () => askErase(number, reload));
  void settings().then((found) => (made.hidden = found !== null && found.role !== 'administer'));
  return made;
}

function askErase(number: number, reload: () => void): void {
  const why = h('input', { id: 'erase-why', autocomplete: 'off' });
  const fault = h('div');
  const shown = dialog(
    w('erase'),
    h(
      'form.settings',
      {
        onsubmit: (event: Event) => {
          event.preventDefault();
          erase(number, why.value)
            .then(() => {
              shown.close();
              reload();
            })
            .catch((error: unknown) => {
              if (!(error instanceof Failure)) throw error;
              replace(fault, failureBox(error, null));
            });
        },
      },
      h('p', {}, w('eraseSure')),
      h('div.field', {}, h('label', { for: 'erase-why' }, h('span', {}, w('eraseWhy'))), h('span.input', {}, why)),
      h('p', {}, h('button.button.main', { type: 'submit' }, w('erase'))),
      fault,
    ),
  );
}

export type { Outcome };
