/** Hands a file over to be kept: one that the page has, or one that the server makes. */

import { askRaw, Failure, type Params, type Question } from '../api/ask';
import { h, replace } from '../frame/dom';
import { w } from '../words';
import { button } from './button';
import { failureBox } from './wait';

/** Hands over what the page has. */
export function handOver(content: Blob | string, name: string, type = 'text/plain'): void {
  const href = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
  const to = document.createElement('a');
  to.href = href;
  to.download = name;
  document.body.append(to);
  to.click();
  to.remove();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/** Rows as CSV, as the command line writes it: commas, points, and no formulas for a spreadsheet. */
export function csv(columns: readonly string[], rows: Record<string, unknown>[]): string {
  const cell = (value: unknown) => {
    if (value === null || value === undefined) return '';
    if (typeof value === 'number') return String(value);
    const text = String(value);
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `${[columns.join(','), ...rows.map((row) => columns.map((column) => cell(row[column])).join(','))].join('\n')}\n`;
}

/** Asks the server for a file and hands it over, under the name that the server gives it. */
export async function fetchFile(path: string, params: Params, fallback: string, question: Question = {}): Promise<void> {
  const answer = await askRaw(path, { ...question, params, accept: '*/*' });
  const name = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  handOver(await answer.blob(), name ?? fallback);
}

/** A button that gets a file; while it is made it says so, and what fails is told below it and can be tried again. */
export function fileButton(words: string, key: string, get: () => Promise<void>, isMain = false): HTMLElement {
  const told = h('div');
  const act = () => {
    pressed.textContent = w('loading');
    replace(told);
    get()
      .catch((error: unknown) => {
        if (!(error instanceof Failure)) throw error;
        replace(told, failureBox(error, error.mayTryAgain ? act : null));
      })
      .finally(() => (pressed.textContent = words));
  };
  const pressed = button(words, act, { isMain, 'data-key': key });
  return h('div.filebutton', {}, pressed, told);
}
