/** Variants of one project side by side: answer, neighbours, what would help, and what differs. */

import { ask } from '../../api/ask';
import { factWord } from '../../api/terms';
import type { Verdict } from '../../api/verdict';
import { link } from '../../frame/address';
import { h, replace } from '../../frame/dom';
import type { Flow } from '../../frame/flow';
import { day, measured, rd } from '../../frame/numbers';
import { recall, remember } from '../../frame/store';
import { button, linkButton } from '../../parts/button';
import { outcomeWord } from '../../parts/outcome';
import { Waiting } from '../../parts/wait';
import { counted, known, w } from '../../words';
import { FIELDS, valueWords } from '../place/fields';
import { sureNote } from '../place/answer';
import { keptVariants, removeVariant } from './kept';

interface Line {
  title: string;
  cells: (Node | string)[];
}

export const variants: Flow = {
  name: 'variants',
  open(main) {
    document.title = `${w('variants')} – Bodemtoets`;
    const waiting = new Waiting<Verdict[]>();
    replace(main, h('div.sheet', {}, h('div.card', {}, waiting.element)));

    function load(): void {
      const kept = keptVariants();
      if (!kept.length) {
        waiting.stop();
        replace(waiting.element, h('div.title', {}, h('h1', {}, w('variantsTitle'))), h('div.inner', {}, h('p', {}, w('variantsEmpty')), h('p', {}, h('a', { href: '#place' }, w('place')))));
        return;
      }
      waiting.ask(
        (signal) => Promise.all(kept.map((params) => ask<Verdict>('screen', { params: new URLSearchParams(params), signal }))),
        (verdicts) => drawn(verdicts, kept),
      );
    }

    function drawn(verdicts: Verdict[], kept: string[]): Node[] {
      const isOnly = recall('variants.only') === 'on';
      const groups: [string, Line[]][] = [
        [w('variantAnswer'), answerLines(verdicts)],
        [w('variantApplication'), applicationLines(verdicts)],
      ];
      const differs = (line: Line) => new Set(line.cells.map((cell) => (typeof cell === 'string' ? cell : cell.textContent))).size > 1;
      const only = h('input', {
        type: 'checkbox',
        id: 'variants-only',
        checked: isOnly,
        'data-key': 'only',
        onchange: () => {
          remember('variants.only', only.checked ? 'on' : null);
          load();
        },
      });
      return [
        h('div.title', {}, h('h1', {}, w('variantsTitle')), h('span.go', {}, h('label', { for: 'variants-only' }, only, ' ', w('variantOnly')))),
        h('p.inner.small', {}, w('variantsHow')),
        h(
          'div.wide',
          { tabindex: 0, role: 'region', 'aria-label': w('variantsTitle') },
          h(
            'table.rows.variants',
            {},
            h('caption.hidden', {}, w('variantsTitle')),
            h(
              'thead',
              {},
              h(
                'tr',
                {},
                h('td'),
                verdicts.map((_, at) =>
                  h('th', { scope: 'col' }, w('variantNumber', { number: at + 1 }), h('span.chips', {}, linkButton(w('open'), link('place', new URLSearchParams(kept[at])), { 'aria-label': `${w('open')}: ${w('variantNumber', { number: at + 1 })}`, 'data-key': `open-${at}` }), button(w('remove'), () => {
                    removeVariant(at);
                    load();
                  }, { 'aria-label': `${w('remove')}: ${w('variantNumber', { number: at + 1 })}`, 'data-key': `remove-${at}` }))),
                ),
              ),
            ),
            groups.map(([title, lines]) =>
              h(
                'tbody',
                {},
                h('tr', {}, h('th', { scope: 'rowgroup', colspan: verdicts.length + 1, class: 'group' }, title)),
                lines
                  .filter((line) => !isOnly || verdicts.length < 2 || differs(line))
                  .map((line) => h('tr', { class: differs(line) ? 'differs' : null }, h('th', { scope: 'row' }, line.title, differs(line) ? h('span.hidden', {}, ` (${w('variantDiffers')})`) : null), line.cells.map((cell) => h('td', {}, cell)))),
              ),
            ),
          ),
        ),
        h('p.inner.small', {}, h('a', { href: '#performance/building' }, w('variantNoPayback'))),
      ];
    }

    load();
    return { update: load, close: () => waiting.stop() };
  },
};

function answerLines(verdicts: Verdict[]): Line[] {
  const line = (title: string, cell: (verdict: Verdict) => Node | string): Line => ({ title, cells: verdicts.map(cell) });
  return [
    line(w('outcomeWord'), (verdict) => h('span', {}, outcomeWord(verdict.outcome), h('span.d', {}, sureNote(verdict)))),
    line(w('whatDecides'), (verdict) => h('span', {}, verdict.decisive.map((id, at) => [at ? ', ' : '', h('a.code', { href: link('law', null, id) }, id)]))),
    line(w('variantSettles'), (verdict) => verdict.settle.map(factWord).join(', ') || '–'),
    line(w('variantAllowed'), (verdict) => allowed(verdict)),
    line(w('wouldHelp'), (verdict) => {
      const [first] = verdict.remedies ?? [];
      return first ? `${first.place ? w('thePlace') : known(first.fact)}${first.to === undefined ? '' : ` ${valueWords(first.to, first.unit)}`}: ${known(first.outcome).toLowerCase()}` : '–';
    }),
    line(w('neighbours'), (verdict) => {
      const count = verdict.facts.within_400_m['installation'];
      return count === null || count === undefined ? w('unknown') : `${counted(count, 'systemOne', 'systemMore')} · ${w('harm').toLowerCase()}: ${known(`harm_${verdict.facts.interference.harm}`)}`;
    }),
    line(w('allNeeded'), (verdict) => `${counted(verdict.duties.length, 'dutyOne', 'dutyMore')} · ${verdict.completeness.missing} ${w('state_missing')}`),
  ];
}

/** How deep a drilling is certainly not prohibited: down to the first interval that is or may be. */
function allowed(verdict: Verdict): string {
  if (verdict.outcome === 'not-covered') return '–';
  const isDoubtful = (outcome: string, range: readonly string[] | null | undefined) => outcome === 'prohibited' || (outcome === 'undetermined' && (range?.[1] ?? 'prohibited') === 'prohibited');
  const first = verdict.depth_profile.find((interval) => isDoubtful(interval.outcome, interval.range));
  return first ? measured(first.from_m, 'm') : w('noLimit');
}

function applicationLines(verdicts: Verdict[]): Line[] {
  const place: Line = { title: w('variantPlace'), cells: verdicts.map(({ location }) => `x ${rd(location.x, 2)}, y ${rd(location.y, 2)}`) };
  const system: Line = { title: w('system'), cells: verdicts.map((verdict) => (verdict.system === 'open' ? w('open_') : w('closed'))) };
  const fields = FIELDS.filter((field) => field.name !== 'date' && verdicts.some((verdict) => verdict.application[field.name] !== undefined)).map((field) => ({
    title: known(field.name),
    cells: verdicts.map((verdict) => {
      const value = verdict.application[field.name];
      return value === undefined ? w('unknown') : typeof value === 'number' && field.unit ? measured(value, field.unit) : String(value);
    }),
  }));
  const given: Line = { title: w('givenHere'), cells: verdicts.map((verdict) => (verdict.given ? [verdict.given.facts].flat().join(', ') : '–')) };
  const date: Line = { title: w('date'), cells: verdicts.map((verdict) => day(verdict.date)) };
  return [place, system, ...fields, ...(verdicts.some((verdict) => verdict.given) ? [given] : []), date];
}
