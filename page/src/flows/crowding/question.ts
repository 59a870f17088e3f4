/** What is asked of a register: which systems, which area, what is proposed. All of it stands in the address. */

import { type MapFeature } from '../../api/features';
import type { Inputs } from '../../api/process';
import type { KeptFile } from '../../frame/store';

/** The sizes of new doublets that the server tries, m3 a year. */
export const SIZES: readonly number[] = [25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000];

/** What of the address makes another answer; all else only shows it differently. */
const ASKED: readonly string[] = ['holds', 'shared', 'area', 'x', 'y', 'km', 'wells', 'kind', 'volume', 'top', 'bottom', 'depth'];

/** RD New, as GeoJSON of 2008 says it. */
const RD_CRS = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::28992' } };

export interface Place {
  x: number;
  y: number;
}

/** The same question has the same text. */
export function questionKey(params: URLSearchParams, files: KeptFile[]): string {
  return JSON.stringify([files.map((file) => [file.name, file.bytes.size]), ASKED.map((name) => params.get(name) ?? '')]);
}

/** The same area has the same text. */
export function areaKey(params: URLSearchParams, files: KeptFile[]): string {
  return JSON.stringify([files.map((file) => [file.name, file.bytes.size]), ['area', 'x', 'y', 'km'].map((name) => params.get(name) ?? '')]);
}

/** Whether an installation of a file is open or closed, as the national export says it in the name of the file. */
export function heldBy(files: KeptFile[]): string {
  const names = files.map((file) => file.name).join(' ');
  return /obes/i.test(names) ? 'open' : /gbes/i.test(names) ? 'closed' : '';
}

/** Two numbers for each well: `233700 557400; 233900 557400`. */
export function wellsOf(text: string): Place[] {
  return text
    .split(/[;|\n]/)
    .map((pair) => pair.trim().split(/[\s,]+/).map(Number))
    .flatMap(([x, y]) => (x !== undefined && y !== undefined && Number.isFinite(x) && Number.isFinite(y) && x > 0 && y > 0 ? [{ x, y }] : []));
}

/** The rectangle around a place; `null` when there is none. */
export function boxOf(params: URLSearchParams): [number, number, number, number] | null {
  const [x, y, km] = ['x', 'y', 'km'].map((name) => Number(params.get(name)));
  if (params.get('area') !== 'around' || !x || !y) return null;
  const half = (km || 5) * 500;
  return [x - half, y - half, x + half, y + half];
}

/** The proposal as features; `null` when there is none. */
export function proposalOf(params: URLSearchParams): object | null {
  const wells = wellsOf(params.get('wells') ?? '');
  if (!wells.length) return null;
  const isClosed = params.get('kind') === 'closed';
  const number = (name: string) => (params.get(name) ? Number(params.get(name)) : undefined);
  const properties = isClosed ? { drilling_depth_m: number('depth') } : { annual_volume_m3: number('volume'), screen_top_m: number('top'), screen_bottom_m: number('bottom') };
  return {
    type: 'FeatureCollection',
    crs: RD_CRS,
    features: [{ type: 'Feature', properties: { id: PROPOSAL, system: isClosed ? 'closed' : 'open', ...properties }, geometry: { type: 'MultiPoint', coordinates: wells.map(({ x, y }) => [x, y]) } }],
  };
}

/** The id of the proposal in the answer. */
export const PROPOSAL = 'proposal';

/** Polygons as features in RD New, each with a name. */
export function named(features: { name: string; geometry: unknown }[]): object {
  return { type: 'FeatureCollection', crs: RD_CRS, features: features.map(({ name, geometry }) => ({ type: 'Feature', properties: { name }, geometry })) };
}

/** A rectangle as a polygon. */
export function rectangle([west, south, east, north]: readonly number[]): object {
  return { type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] };
}

/** The polygon that is the area of the question: that of a province. */
export function jurisdictionOf(params: URLSearchParams, all: MapFeature[]): MapFeature | null {
  const id = /^of:(.+)$/.exec(params.get('area') ?? '')?.[1];
  return id ? (all.find((feature) => String(feature.id) === id) ?? null) : null;
}

/** The inputs that all reports share. */
export async function shared(params: URLSearchParams, files: KeptFile[]): Promise<Inputs> {
  return {
    register: await Promise.all(files.map((file) => file.bytes.text())),
    system: params.get('holds') ?? heldBy(files),
    exclude_shared_places: params.get('shared') === 'no' ? true : undefined,
    what_if: proposalOf(params),
  };
}

/** A rectangle as the server reads it; its upper edges are not in it, so that no row of cells is added. */
export function bboxOf([west, south, east, north]: readonly number[]): number[] {
  return [west ?? 0, south ?? 0, (east ?? 0) - 0.01, (north ?? 0) - 0.01];
}

/** An example to try it with: made up, near Assen. */
export const EXAMPLE = `installation_id,part,system,well_type,x,y,screen_top_m,screen_bottom_m,depth_m,licensed_volume_m3
A,well,open,warm,233400,557300,60,90,,220000
A,well,open,cold,233540,557330,60,90,,220000
B,well,open,warm,233620,557350,60,90,,150000
B,well,open,cold,233600,557210,60,90,,150000
C,well,open,warm,234100,556900,25,45,,90000
C,well,open,cold,234240,556900,25,45,,90000
D,well,open,,233900,557900,,,,
E,loop,closed,,234500,557400,,,140,
F,loop,closed,,234509,557400,,,140,
`;
