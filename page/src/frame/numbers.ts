/** Numbers as people write and read them: a decimal comma in Dutch, a narrow space between thousands. */

import { lang } from './language';

const NARROW = '\u202f';

/** A number to read; at most so many decimals. */
export function shown(value: number | null | undefined, decimals = 2): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const rounded = Math.abs(value).toFixed(decimals).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
  const [whole = '0', part] = rounded.split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, NARROW) : whole;
  const sign = value < 0 && Number(rounded) !== 0 ? '−' : '';
  return sign + grouped + (part ? (lang() === 'nl' ? ',' : '.') + part : '');
}

/** A number with all of its decimals, as numbers below each other have them. */
export function fixed(value: number | null | undefined, decimals: number): string {
  const text = shown(value, decimals);
  if (!decimals || !/\d/.test(text)) return text;
  const mark = lang() === 'nl' ? ',' : '.';
  const [whole = '', part = ''] = text.split(mark);
  return `${whole}${mark}${part.padEnd(decimals, '0')}`;
}

/** A number with its unit. */
export function measured(value: number | null | undefined, unit: string, decimals = 2): string {
  return `${shown(value, decimals)}\u00a0${unit}`;
}

/** A coordinate of RD, always with its thousands apart. */
export function rd(value: number, decimals = 0): string {
  const text = shown(value, decimals);
  return text.length === 4 ? text.replace(/^(\d)/, `$1${NARROW}`) : text;
}

/**
 * What someone typed as the server reads it: a decimal point, no spaces. Text that is no number stays as it is, so that
 * the server says what is wrong with it.
 */
export function plain(typed: string): string {
  const text = typed.trim().replace(/[\s\u202f\u00a0]/g, '').replace(/^−/, '-');
  return /^-?\d*,\d+$/.test(text) || /^-?\d+,$/.test(text) ? text.replace(',', '.') : text;
}

/** The number that someone typed; `null` when it is none. */
export function typedNumber(typed: string): number | null {
  const text = plain(typed);
  if (text === '' || !/^-?(\d+\.?\d*|\.\d+)$/.test(text)) return null;
  return Number(text);
}

/** A number in a field: without the spaces between thousands, which are in the way when typing. */
export function inField(value: number | string, decimals = 2): string {
  const number = typeof value === 'number' ? value : typedNumber(value);
  if (number === null) return String(value);
  const text = Number(number.toFixed(decimals)).toString();
  return lang() === 'nl' ? text.replace('.', ',') : text;
}

/** A day, from YYYY-MM-DD: 30-11-2026 in Dutch, 30 Nov 2026 in English. */
export function day(iso: string | null | undefined): string {
  if (!iso) return '';
  const [year, month, date] = iso.slice(0, 10).split('-');
  if (!year || !month || !date) return iso;
  if (lang() === 'nl') return `${date}-${month}-${year}`;
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  return `${Number(date)} ${names[Number(month) - 1] ?? month} ${year}`;
}

/** A moment, to the minute, in the time of this machine. */
export function moment(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const two = (number: number) => String(number).padStart(2, '0');
  return `${day(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`)} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Today on this machine, as YYYY-MM-DD. */
export function today(): string {
  const now = new Date();
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
