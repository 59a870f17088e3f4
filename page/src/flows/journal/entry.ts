/** One entry: then and now, what changed, its link. */

import { type Entry, erase, paramsOf, type Since } from '../../api/journal';
import { askRaw, Failure } from '../../api/ask';
import { type Verdict, rulesOf, withoutSource } from '../../api/verdict';
import { link } from '../../frame/address';
import { h, replace } from '../../frame/dom';
import { pick } from '../../frame/language';
import { day, measured, moment } from '../../frame/numbers';
import { button, linkButton } from '../../parts/button';
import { dialog } from '../../parts/dialog';
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
    block(w('noteColumn'), {}, h('p', {}, content.note || '–')),
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
      button(w('erase'), () => askErase(entry.number, reload)),
    ),
  ];
  return parts.filter((part): part is Node => part !== null);
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
