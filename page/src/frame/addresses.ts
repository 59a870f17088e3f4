/** A file of addresses or parcels that the user brought: it stays on this machine, and so does what is looked up. */

import { type KeptFile, keepFile, keptFile } from './store';

export interface AddressRow {
  address: string;
  parcel: string;
  /** What is searched: all words, in small letters. */
  search: string;
  at: { x: number; y: number } | { lat: number; lon: number };
}

export interface AddressFile {
  name: string;
  rows: AddressRow[];
}

const NAME = 'addresses';

let loaded: Promise<AddressFile | null> | null = null;

/** The file that was loaded. */
export function addresses(): Promise<AddressFile | null> {
  loaded ??= keptFile(NAME).then((file) => (file ? read(file) : null));
  return loaded;
}

/** Loads a file; `null` when it has no rows of use. */
export async function loadAddresses(file: File): Promise<AddressFile | null> {
  const read_ = await read({ name: file.name, bytes: file });
  if (!read_.rows.length) return null;
  await keepFile(NAME, { name: file.name, bytes: file });
  loaded = Promise.resolve(read_);
  return read_;
}

/** Forgets the file. */
export async function forgetAddresses(): Promise<void> {
  await keepFile(NAME, null);
  loaded = Promise.resolve(null);
}

/** The cells of a line, with quotes as CSV has them. */
export function cells(line: string, separator: string): string[] {
  const found: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at];
    if (isQuoted) {
      if (letter !== '"') cell += letter;
      else if (line[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (letter === '"') isQuoted = true;
    else if (letter === separator) {
      found.push(cell.trim());
      cell = '';
    } else cell += letter;
  }
  return [...found, cell.trim()];
}

const COLUMNS: Record<string, RegExp> = {
  address: /^(adres|address|weergavenaam|volledig_?adres)$/,
  street: /^(straat|straatnaam|openbareruimte|street)$/,
  number: /^(huisnummer|nummer|number|house_?number)$/,
  postcode: /^(postcode|postal_?code)$/,
  town: /^(plaats|woonplaats|woonplaatsnaam|town|city)$/,
  parcel: /^(perceel|kadastraal_?perceel|kadastrale_?aanduiding|parcel)$/,
  x: /^(x|rd_?x|x_?rd)$/,
  y: /^(y|rd_?y|y_?rd)$/,
  lat: /^(lat|latitude|breedtegraad)$/,
  lon: /^(lon|lng|longitude|lengtegraad)$/,
};

async function read({ name, bytes }: KeptFile): Promise<AddressFile> {
  const lines = (await bytes.text()).replace(/^\ufeff/, '').split(/\r?\n/).filter((line) => line.trim());
  const head = lines[0] ?? '';
  const separator = [';', '\t', ','].find((letter) => head.includes(letter)) ?? ',';
  const names = cells(head, separator).map((cell) => cell.toLowerCase());
  const place = Object.fromEntries(Object.entries(COLUMNS).map(([column, words]) => [column, names.findIndex((each) => words.test(each))]));
  const rows: AddressRow[] = [];
  for (const line of lines.slice(1)) {
    const row = cells(line, separator);
    const text = (column: string) => row[place[column] ?? -1] ?? '';
    const number = (column: string) => (text(column) === '' ? NaN : Number(text(column).replace(',', '.')));
    const street = [text('street'), text('number')].filter(Boolean).join(' ');
    const address = text('address') || [street, [text('postcode'), text('town')].filter(Boolean).join(' ')].filter(Boolean).join(', ');
    const parcel = text('parcel');
    const [x, y, lat, lon] = [number('x'), number('y'), number('lat'), number('lon')];
    const at = Number.isFinite(x) && Number.isFinite(y) ? { x, y } : Number.isFinite(lat) && Number.isFinite(lon) ? { lat, lon } : null;
    if (at && (address || parcel)) rows.push({ address, parcel, at, search: `${address} ${parcel}`.toLowerCase() });
  }
  return { name, rows };
}
