/** A table on its way through the server: read as it comes, counted, and kept for the screen. */

import { askRaw } from '../../api/ask';
import { cells } from '../../frame/addresses';
import type { Outcome } from '../../parts/outcome';

/** What a row came to: the columns of the CSV. */
export interface Row {
  /** The row of the table; the first after the header is 1. */
  row: number;
  id: string;
  outcome: Outcome;
  decisive: string;
  margin: number | null;
  margin_of: string;
  allowed_depth_m: number | null;
  nearest_installation_m: number | null;
  near_edge: string;
  remedy?: string;
  settle: string;
  certainty: string;
  date: string;
  x: number;
  y: number;
}

export interface Rejected {
  row: number;
  id: string;
  field: string;
  value: string;
  reason: string;
}

export interface Batch {
  rows: Row[];
  rejected: Rejected[];
  summary: { rows: number; rejected: number; outcomes: Record<string, number> };
}

/** Where a row says nothing. */
export type Usual = Record<string, string>;

/** The kind of a file, as the server knows it. */
export function kindOf(name: string): string {
  return /\.(geo)?json$/i.test(name) ? 'application/geo+json' : 'text/csv';
}

/** Screens a file; `progress` hears how many rows have come back, and of how many. */
export async function screenFile(file: Blob, name: string, usual: Usual, progress: (done: number, all: number) => void, signal: AbortSignal): Promise<Batch> {
  const answer = await askRaw('screen', { params: { ...usual, f: 'geojson', remedies: '0' }, body: file, type: kindOf(name), accept: 'application/geo+json', signal });
  const all = Number(answer.headers.get('bodemtoets-rows') ?? 0);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let done = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    text += part.value;
    done += part.value.split('"type":"Feature",').length - 1;
    progress(Math.min(done, all), all);
  }
  const found = JSON.parse(text) as { features: { properties: Omit<Row, 'row'> }[]; rejected: Rejected[]; summary: Batch['summary'] };
  const gone = new Set(found.rejected.map((each) => each.row));
  let row = 0;
  const rows = found.features.map(({ properties }) => {
    row += 1;
    while (gone.has(row)) row += 1;
    return { ...properties, row };
  });
  return { rows, rejected: found.rejected, summary: found.summary };
}

/** A form of the results as a file. */
export async function resultFile(file: Blob, name: string, usual: Usual, form: 'csv' | 'geojson' | 'rejected'): Promise<Blob> {
  const params: Record<string, string> = form === 'rejected' ? { ...usual, part: 'rejected' } : { ...usual, f: form, remedies: '0' };
  const answer = await askRaw('screen', { params, body: file, type: kindOf(name), accept: form === 'geojson' ? 'application/geo+json' : 'text/csv' });
  return answer.blob();
}

/** The application of a row as it stands in the table, for the screen of a place. */
export async function applicationOf(file: Blob, name: string, row: Row, usual: Usual): Promise<URLSearchParams> {
  const params = new URLSearchParams({ ...usual, x: String(row.x), y: String(row.y), date: row.date });
  if (row.id) params.set('id', row.id);
  const text = await file.text();
  const known = /^(system|drilling_depth_m|screen_top_m|screen_bottom_m|flow_m3_h|annual_volume_m3|ground_power_kw|max_infiltration_temperature_c|min_return_temperature_c|heat_added_mwh|cold_added_mwh|heat_demand_mwh|cooling_demand_mwh|spf|ground_level_m_nap|clay_top_m|dwelling|fluid|existing_since|applicant|case_number|address|parcel)$/;
  const put = (field: string, value: unknown) => {
    if (known.test(field) && value !== null && value !== undefined && String(value).trim() !== '') params.set(field, String(value).trim().replace(/^(-?\d+),(\d+)$/, '$1.$2'));
  };
  if (kindOf(name) === 'text/csv') {
    const lines = text.replace(/^\ufeff/, '').split(/\r?\n/).filter((line) => line.trim());
    const head = lines[0] ?? '';
    const separator = [';', '\t', ','].find((letter) => head.includes(letter)) ?? ',';
    const names = cells(head, separator);
    cells(lines[row.row] ?? '', separator).forEach((value, at) => put(names[at]?.trim() ?? '', value));
  } else {
    const features = (JSON.parse(text) as { features?: { properties?: Record<string, unknown> }[] }).features ?? [];
    for (const [field, value] of Object.entries(features[row.row - 1]?.properties ?? {})) put(field, value);
  }
  return params;
}
