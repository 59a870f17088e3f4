/** Meter readings to the yearly report: what it comes to, what is doubted, what the law asks. */

import { execute } from '../../api/process';
import { go, link } from '../../frame/address';
import { h, replace } from '../../frame/dom';
import { inField, plain, today } from '../../frame/numbers';
import { type KeptFile, keepFiles, keptFiles } from '../../frame/store';
import { button } from '../../parts/button';
import { dropZone } from '../../parts/drop';
import { field } from '../../parts/field';
import { Waiting } from '../../parts/wait';
import { known, w } from '../../words';
import type { Work } from './index';
import { type Report, reportBlocks } from './report';

const FILES = 'readings';
const CONCEPTS: readonly string[] = ['3.3', '1', '2', '2-hours', 'closed'];

/** An example: a made-up closed system, read by hand each month, with one month that cannot be. */
const EXAMPLE = `time,heat_mwh,cold_mwh,electricity_mwh
2025-01-01,0,0,0
2025-02-01,10.1,0,2.4
2025-03-01,18.6,0.1,4.4
2025-04-01,25.0,0.4,5.9
2025-05-01,29.1,1.1,6.9
2025-06-01,31.2,3.0,7.5
2025-07-01,32.2,6.1,8.0
2025-08-01,33.1,9.9,8.5
2025-09-01,34.2,12.8,9.0
2025-09-15,34.2,12.8,8.9
2025-10-01,37.0,13.9,9.7
2025-11-01,42.3,14.1,10.9
2025-12-01,50.0,14.2,12.7
2026-01-01,59.8,14.2,15.0
`;

/** Fills an element. */
export function readings(box: HTMLElement, start: URLSearchParams): Work {
  let params = start;
  let files: KeptFile[] = [];
  let asked = '';
  const head = h('div');
  const form = h('div');
  const answer = new Waiting<Report>('section');
  answer.element.setAttribute('aria-label', w('answer'));
  replace(box, head, form, answer.element);

  const installation = () => files.find((file) => /\.toml$/i.test(file.name)) ?? null;
  const tables = () => files.filter((file) => !/\.toml$/i.test(file.name));

  function set(values: Record<string, string>): void {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(values)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    go(link('performance', next, 'readings'));
  }

  async function take(dropped: KeptFile[]): Promise<void> {
    // A description of the installation is added to the readings that are there; readings take the place of readings.
    const isOnlyToml = dropped.every((file) => /\.toml$/i.test(file.name));
    files = isOnlyToml ? [...tables(), ...dropped.slice(0, 1)] : dropped;
    await keepFiles(FILES, files);
    asked = '';
    show();
  }

  async function forget(): Promise<void> {
    files = [];
    await keepFiles(FILES, []);
    asked = '';
    answer.stop();
    replace(answer.element);
    set({ concept: '', year: '', kind: '', gaps: '', permit_spf: '', received: '' });
    show();
  }

  function show(): void {
    const hasFiles = tables().length > 0;
    replace(
      head,
      h('div.title', {}, h('h1', {}, w('readingsTitle')), hasFiles ? h('span.muted.filename', {}, files.map((file) => file.name).join(', ')) : null, hasFiles ? h('span.go', {}, button(w('otherReadings'), () => void forget(), { 'data-key': 'other' })) : null),
      hasFiles
        ? null
        : h(
            'div.inner.settings',
            {},
            h('p', {}, w('readingsHow')),
            dropZone({ words: w('readingsDrop'), accept: '.csv,.txt,.tsv,.toml', isMany: true, onFiles: (dropped) => void take(dropped.map((file) => ({ name: file.name, bytes: file }))) }),
            h('p.small.muted', {}, w('crowdStays')),
            h('p', {}, button(w('readingsExample'), () => {
              void take([{ name: w('readingsExampleName'), bytes: new Blob([EXAMPLE], { type: 'text/csv' }) }]).then(() => set({ concept: 'closed', kind: 'counter' }));
            }, { 'data-key': 'example' })),
          ),
    );
    replace(form, hasFiles ? options() : null);
    if (hasFiles) ask();
  }

  function options(): HTMLElement {
    const select = (id: string, words: string, list: readonly (readonly [string, string])[], name: string) => {
      const control = h('select', { class: 'select', id, 'data-key': id, onchange: () => set({ [name]: control.value }) }, list.map(([value, word]) => h('option', { value, selected: (params.get(name) ?? '') === value }, word)));
      return h('div.field.span3', {}, h('label', { for: id }, h('span', {}, words)), control);
    };
    const has = installation() !== null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (values: Record<string, string>) => {
      clearTimeout(timer);
      timer = setTimeout(() => set(values), 400);
    };
    return h(
      'form.form',
      { 'aria-label': w('readingsOptions'), onsubmit: (event: Event) => event.preventDefault() },
      select('spf-concept', w('concept'), [['', has ? w('asInInstallation') : w('chooseConcept')], ...CONCEPTS.map((concept): [string, string] => [concept, known(`concept_${concept}`)])], 'concept'),
      has ? null : select('spf-kind', w('meterKind'), [['', w('kindGuess')], ['counter', w('kindCounter')], ['interval', w('kindInterval')]], 'kind'),
      field({ name: 'spf-year', label: w('year'), value: params.get('year') ?? '', span: 2, oninput: (typed) => (/^(\d{4})?$/.test(typed.trim()) ? later({ year: typed.trim() }) : undefined) }).element,
      field({ name: 'spf-permit', label: w('permitSpf'), value: inField(params.get('permit_spf') ?? ''), span: 2, oninput: (typed) => later({ permit_spf: plain(typed) }) }).element,
      field({ name: 'spf-received', label: w('received'), value: params.get('received') ?? '', kind: 'date', span: 2, oninput: (typed) => later({ received: typed }) }).element,
      select('spf-gaps', w('gapsWhat'), [['', w('gapsUsual')], ['exclude', w('gapsExclude')], ['fail', w('gapsFail')]], 'gaps'),
      has ? null : h('div.span3.small.muted.bottom', {}, w('installationHow')),
    );
  }

  function ask(): void {
    const key = JSON.stringify([files.map((file) => [file.name, file.bytes.size]), params.toString()]);
    if (key === asked) return;
    asked = key;
    if (!installation() && !params.get('concept')) {
      answer.stop();
      replace(answer.element, h('p.inner', { role: 'status' }, w('chooseConceptHow')));
      return;
    }
    const inputs = async () => ({
      readings: await Promise.all(tables().map((file) => file.bytes.text())),
      installation: await installation()?.bytes.text(),
      concept: params.get('concept'),
      kind: params.get('kind'),
      year: params.get('year') ? Number(params.get('year')) : undefined,
      gaps: params.get('gaps'),
      permit_spf: params.get('permit_spf') ? Number(params.get('permit_spf')) : undefined,
      received: params.get('received'),
      on: today(),
    });
    const stem = (tables()[0]?.name ?? '').replace(/\.[^.]*$/, '');
    answer.ask(async (signal) => execute<Report>('spf', await inputs(), signal), (report) => reportBlocks(report, stem));
  }

  void keptFiles(FILES).then((kept) => {
    if (!files.length) files = kept;
    show();
  });
  return {
    update(next) {
      params = next;
      show();
    },
    close: () => answer.stop(),
  };
}
