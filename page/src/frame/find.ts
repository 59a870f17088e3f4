/** What is meant by what somebody typed into the search box: coordinates at once, names from what is known. */

import { allRules } from '../api/rules';
import { ask } from '../api/ask';
import { hasJournal } from '../api/health';
import { kindWord } from '../api/terms';
import { RD_URI } from '../map/rd';
import { addresses } from './addresses';
import { link } from './address';
import { rd, shown } from './numbers';
import { pick } from './language';
import { w } from '../words';

/** Something that was found. */
export interface Found {
  group: string;
  words: string;
  detail: string;
  to: string;
}

const LAND = { x: [-7000, 300_000], y: [289_000, 629_000], lat: [50, 56], lon: [2, 8] } as const;

function within(value: number, [low, high]: readonly [number, number]): boolean {
  return value >= low && value <= high;
}

/** The two numbers of a text such as `230 760, 527 120`, `230760 527120`, `52,72616 6,50866`, `x 230760 y 527120`. */
export function twoNumbers(text: string): [number, number] | null {
  const clean = text.replace(/[xy:=()°NOE]|\bRD\b|\blat\b|\blon\b/gi, ' ').replace(/[\u202f\u00a0]/g, ' ').trim();
  const number = (part: string) => Number(part.replace(/\s/g, '').replace(',', '.'));
  for (const shape of [
    /^(-?\d{4,6}(?:[.,]\d+)?)\s*[,;/\s]\s*(\d{4,6}(?:[.,]\d+)?)$/,
    /^(\d{1,3}\s\d{3}(?:[.,]\d+)?)\s*[,;/\s]\s*(\d{3}\s\d{3}(?:[.,]\d+)?)$/,
    /^(\d{1,2}[.,]\d+)\s*[,;/\s]\s*(\d{1,2}[.,]\d+)$/,
  ]) {
    const found = shape.exec(clean);
    if (found) return [number(found[1] ?? ''), number(found[2] ?? '')];
  }
  return null;
}

/** The places that coordinates may mean, the likeliest first. */
export function places(text: string): Found[] {
  const two = twoNumbers(text);
  if (!two) return [];
  const [one, other] = two;
  const group = w('groupPlace');
  const inRd = (x: number, y: number, detail = ''): Found => ({ group, words: w('inRd', { x: rd(x, 2), y: rd(y, 2) }), detail, to: link('place', { x: String(x), y: String(y) }) });
  const inDegrees = (lat: number, lon: number, detail = ''): Found => ({ group, words: w('inDegrees', { lat: shown(lat, 6), lon: shown(lon, 6) }), detail, to: link('place', { lat: String(lat), lon: String(lon) }) });
  if (within(one, LAND.x) && within(other, LAND.y)) return [inRd(one, other)];
  if (within(other, LAND.x) && within(one, LAND.y)) return [inRd(other, one, w('swapped'))];
  if (within(one, LAND.lat) && within(other, LAND.lon)) return [inDegrees(one, other)];
  if (within(other, LAND.lat) && within(one, LAND.lon)) return [inDegrees(other, one, w('swapped'))];
  return [];
}

/** Everything that a text may mean, grouped, at most eight. */
export async function find(text: string, signal: AbortSignal): Promise<Found[]> {
  const wanted = text.trim().toLowerCase();
  const here = places(text);
  if (here.length || wanted.length < 2) return here;
  const [rules, zones, cases, known] = await Promise.all([findRules(wanted), findZones(wanted, signal), findCases(wanted, signal), findAddresses(wanted)]);
  const isNamed = (rule: Found) => rule.words.toLowerCase().includes(wanted);
  const [named, about] = [rules.filter(isNamed), rules.filter((rule) => !isNamed(rule))];
  return [...named.slice(0, 5), ...known.slice(0, 4), ...cases.slice(0, 3), ...zones.slice(0, 4), ...about.slice(0, 3)].slice(0, 8);
}

async function findRules(wanted: string): Promise<Found[]> {
  const rules = await allRules().catch(() => []);
  return rules
    .filter((rule) => rule.id.toLowerCase().includes(wanted) || (wanted.length > 3 && pick(rule.reason).toLowerCase().includes(wanted)))
    .sort((a, b) => Number(b.id.toLowerCase().startsWith(wanted)) - Number(a.id.toLowerCase().startsWith(wanted)) || b.valid_from.localeCompare(a.valid_from))
    .map((rule) => ({ group: w('groupRule'), words: rule.id, detail: pick(rule.reason), to: link('law', null, rule.id) }));
}

interface ZoneAnswer {
  features: { id: string; bbox?: number[]; geometry: { coordinates: unknown }; properties: { name?: string; source_id?: string; kind?: string } }[];
}

async function findZones(wanted: string, signal: AbortSignal): Promise<Found[]> {
  const answer = await ask<ZoneAnswer>('collections/zones/items', { params: { q: wanted, limit: '8', crs: RD_URI }, accept: 'application/geo+json', signal }).catch(() => null);
  return (answer?.features ?? []).map((feature) => {
    const [x, y] = inside(feature.geometry.coordinates);
    return { group: w('groupZone'), words: feature.properties.name ?? feature.properties.source_id ?? feature.id, detail: kindWord(feature.properties.kind ?? ''), to: link('place', { x: x.toFixed(2), y: y.toFixed(2) }) };
  });
}

/** A place within the largest ring of a shape: the middle of the longest piece of a line through its middle. */
function inside(coordinates: unknown): [number, number] {
  const rings: [number, number][][] = [];
  const collect = (part: unknown): void => {
    if (!Array.isArray(part)) return;
    if (Array.isArray(part[0]) && typeof part[0][0] === 'number') rings.push(part as [number, number][]);
    else part.forEach(collect);
  };
  collect(coordinates);
  const ring = rings.sort((a, b) => b.length - a.length)[0];
  if (!ring) return (Array.isArray(coordinates) ? coordinates : [0, 0]) as [number, number];
  const ys = ring.map(([, y]) => y);
  const middle = (Math.min(...ys) + Math.max(...ys)) / 2 + 0.013;
  const crossings = rings
    .flatMap((each) =>
      each.slice(1).flatMap(([x, y], at) => {
        const [fromX, fromY] = each[at] ?? [x, y];
        return fromY > middle !== y > middle ? [fromX + ((middle - fromY) / (y - fromY)) * (x - fromX)] : [];
      }),
    )
    .sort((a, b) => a - b);
  let best: [number, number] = [ring[0]?.[0] ?? 0, ring[0]?.[1] ?? 0];
  let length = 0;
  for (let at = 0; at + 1 < crossings.length; at += 2) {
    const [from = 0, to = 0] = [crossings[at], crossings[at + 1]];
    if (to - from > length) [best, length] = [[(from + to) / 2, middle], to - from];
  }
  return best;
}

interface JournalAnswer {
  entries: { number: number; content?: { reference: string; outcome: string; applicant: string } }[];
}

async function findCases(wanted: string, signal: AbortSignal): Promise<Found[]> {
  if (!(await hasJournal())) return [];
  const answer = await ask<JournalAnswer>('journal', { params: { q: wanted, limit: '5' }, signal }).catch(() => null);
  return (answer?.entries ?? []).map((entry) => ({ group: w('groupCase'), words: entry.content?.reference || `${w('journal')} ${entry.number}`, detail: entry.content?.applicant ?? '', to: link('journal', null, String(entry.number)) }));
}

async function findAddresses(wanted: string): Promise<Found[]> {
  const file = await addresses();
  const words = wanted.split(/\s+/);
  const found: Found[] = [];
  for (const row of file?.rows ?? []) {
    if (words.every((word) => row.search.includes(word))) {
      const params: Record<string, string> = 'x' in row.at ? { x: String(row.at.x), y: String(row.at.y) } : { lat: String(row.at.lat), lon: String(row.at.lon) };
      if (row.address) params['address'] = row.address;
      if (row.parcel) params['parcel'] = row.parcel;
      found.push({ group: w('groupAddress'), words: row.address || row.parcel, detail: row.address ? row.parcel : '', to: link('place', params) });
      if (found.length === 4) break;
    }
  }
  return found;
}
