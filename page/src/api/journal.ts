/** Verdicts that somebody chose to keep. */

import { ask, askRaw } from './ask';
import type { Verdict } from './verdict';

export interface EntryContent {
  reference: string;
  applicant: string;
  outcome: string;
  date: string;
  note: string;
  kept_by: string;
  application?: Record<string, unknown>;
  verdict?: Verdict;
}

export interface Addition {
  number: number;
  added_at: string;
  added_by: string | null;
  name: string | null;
  note: string | null;
  bytes: number | null;
  erased_at: string | null;
  link?: string;
}

export interface Since {
  state: 'same' | 'same-answer' | 'same-outcome' | 'other-outcome' | 'not-repeatable';
  changed: { what: string; id: string; then?: string; now?: string }[];
  now?: Verdict;
}

export interface Entry {
  number: number;
  kept_at: string;
  content: EntryContent | null;
  erased_at: string | null;
  erased_why: string | null;
  link: string;
  sha256: string;
  since?: Since;
  additions?: Addition[];
}

export interface Entries {
  numberMatched: number;
  entries: Entry[];
}

/** Entries with a text, the newest first. */
export function findEntries(text: string, limit: number, signal?: AbortSignal): Promise<Entries> {
  return ask<Entries>('journal', { params: text ? { q: text, limit: String(limit) } : { limit: String(limit) }, signal });
}

/** One entry, with what has become of it. */
export function openEntry(number: string, signal?: AbortSignal): Promise<Entry> {
  return ask<Entry>(`journal/${encodeURIComponent(number)}`, { signal });
}

/** Adds a note to an entry. */
export async function addNote(number: number, note: string): Promise<void> {
  await askRaw(`journal/${number}/notes`, { body: note, type: 'text/plain' });
}

/** Kinds of files that may be added, by how their names end. */
export const ATTACHMENTS: Record<string, string> = {
  pdf: 'application/pdf',
  json: 'application/json',
  geojson: 'application/geo+json',
  zip: 'application/zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  eml: 'message/rfc822',
  csv: 'text/csv',
  txt: 'text/plain',
};

/** Adds a file to an entry. */
export async function addFile(number: number, file: File): Promise<void> {
  const ending = /\.([a-z]+)$/i.exec(file.name)?.[1]?.toLowerCase() ?? '';
  await askRaw(`journal/${number}/attachments`, { params: { name: file.name }, body: file, type: ATTACHMENTS[ending] ?? (file.type || 'application/octet-stream') });
}

/** Erases what was kept; a stub stays. */
export async function erase(number: number, why: string): Promise<void> {
  await askRaw(`journal/${number}/erase`, { params: why ? { why } : {}, method: 'POST' });
}

/** The application of an entry as parameters: the address of the same question. */
export function paramsOf(content: EntryContent): URLSearchParams {
  const params = new URLSearchParams();
  const place = content.verdict?.location;
  for (const [name, value] of Object.entries(content.application ?? {})) {
    if (value === null || typeof value === 'object' && name !== 'given' || name === 'heat_surplus_mwh') continue;
    if (name === 'given') for (const each of Array.isArray(value) ? value : [value]) params.append('given', String(each));
    else params.set(name, String(value));
  }
  if (place && !params.has('x')) {
    params.set('x', String(place.x));
    params.set('y', String(place.y));
  }
  if (!params.has('date')) params.set('date', content.date);
  return params;
}
