/** What came of a register: cells by level, pairs, counts; and what is summed over them for the screen. */

import Polygon from 'ol/geom/Polygon';
import MultiPolygon from 'ol/geom/MultiPolygon';
import type Geometry from 'ol/geom/Geometry';
import type { Text } from '../../frame/language';

/** Both ends of a range: what is certain, what may be. Of room the low end is the careful one. */
export interface Ends {
  low: number;
  high: number;
}

export type End = keyof Ends;

/** What can be shown on the map, by the names of the columns. */
export const MEASURES = ['room_m3', 'thermal_area_share', 'thermal_volume_share', 'hydraulic_area_share', 'full_area_share', 'wells', 'systems', 'conflicts', 'severity'] as const;
export type Measure = (typeof MEASURES)[number];

export type Cell = { level: string; x: number; y: number } & Record<string, number | string>;

export interface Pair {
  key: string;
  system_a: string;
  system_b: string;
  between: string;
  harm: 'harm' | 'unknown' | 'none';
  proposed: string;
  distance_m: number;
  x_a: number;
  y_a: number;
  x_b: number;
  y_b: number;
  top_m: number | null;
  bottom_m: number | null;
  radii_low: number | null;
  radii_high: number | null;
  radii_required: number | null;
  severity_low: number;
  severity_high: number;
}

export interface Tally {
  area: string;
  area_km2: number;
  systems: number;
  open: number;
  closed: number;
  unknown: number;
  wells: number;
  wells_without_depth: number;
  open_without_volume: number;
  annual_volume_m3: number;
  conflicts_low: number;
  conflicts_high: number;
}

export interface Collection<P> {
  type: 'FeatureCollection';
  features: { type: 'Feature'; geometry: { type: string; coordinates: number[][][] }; properties: P }[];
  notices?: Text[];
}

export interface Tallies {
  areas: Tally[];
  notices: Text[];
}

/** The thinnest that a screen may be, m: in a slice that is thinner no doublet fits. */
const THINNEST_M = 10;

/** One map with all of its levels. */
export class CellMap {
  readonly levels: string[];
  readonly cell_m: number;
  /** The rectangle of all cells. */
  readonly bounds: [number, number, number, number];
  private readonly byLevel = new Map<string, Cell[]>();
  private readonly shares = new Map<string, number>();
  private readonly area: Geometry | null;
  /** The area that was looked at, km2. */
  readonly area_km2: number;

  constructor(features: Collection<Cell>['features'], box: readonly number[] | null, area: Geometry | null) {
    this.area = area;
    const [ring] = features[0]?.geometry.coordinates ?? [];
    this.cell_m = ring ? Math.abs((ring[1]?.[0] ?? 0) - (ring[0]?.[0] ?? 0)) : 100;
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const { properties } of features) {
      const list = this.byLevel.get(properties.level);
      if (list) list.push(properties);
      else this.byLevel.set(properties.level, [properties]);
      west = Math.min(west, properties.x);
      south = Math.min(south, properties.y);
      east = Math.max(east, properties.x);
      north = Math.max(north, properties.y);
    }
    const half = this.cell_m / 2;
    const out = (edge: number, up: boolean) => (up ? Math.ceil(edge / this.cell_m) : Math.floor(edge / this.cell_m)) * this.cell_m;
    if (box) this.bounds = [out(box[0] ?? 0, false), out(box[1] ?? 0, false), out(box[2] ?? 0, true), out(box[3] ?? 0, true)];
    else if (area) this.bounds = area.getExtent() as [number, number, number, number];
    else this.bounds = features.length ? [west - half, south - half, east + half, north + half] : [0, 0, 0, 0];
    const [left, low, right, top] = this.bounds;
    this.area_km2 = area instanceof Polygon || area instanceof MultiPolygon ? area.getArea() / 1e6 : ((right - left) * (top - low)) / 1e6;
    this.levels = ['any', ...LEVELS.filter((level) => this.byLevel.has(level))];
  }

  /** The cells of a level in which something is, or in the way. */
  cells(level: string): Cell[] {
    return this.byLevel.get(level) ?? [];
  }

  /** How much of a cell lies in the area, km2. */
  inside(cell: Cell): number {
    const whole = (this.cell_m * this.cell_m) / 1e6;
    if (!this.area) return whole;
    const key = `${cell.x} ${cell.y}`;
    let share = this.shares.get(key);
    if (share === undefined) {
      share = shareWithin(this.area, cell.x - this.cell_m / 2, cell.y - this.cell_m / 2, this.cell_m);
      this.shares.set(key, share);
    }
    return whole * share;
  }

  /** Whether no doublet fits into a level, because it is too thin for a screen. */
  isTooThin(level: string): boolean {
    const [top = 0, bottom = Infinity] = level.split('-').map(Number);
    return level !== 'any' && bottom - top < THINNEST_M;
  }

  /** The area in which a doublet of a size still fits somewhere in the cell, km2; `null` where none can. */
  room(level: string, size: number): Ends | null {
    if (this.isTooThin(level)) return null;
    const blocked = (end: End) => this.cells(level).reduce((sum, cell) => sum + (at(cell, 'room_m3', end) < size ? this.inside(cell) : 0), 0);
    return { low: Math.max(0, this.area_km2 - blocked('low')), high: Math.max(0, this.area_km2 - blocked('high')) };
  }

  /** The sum of a measure: of a share the area, km2. */
  sum(level: string, measure: Measure, change = false): Ends {
    const isCount = measure === 'wells' || measure === 'systems' || measure === 'conflicts';
    const of = (end: End) => this.cells(level).reduce((sum, cell) => sum + at(cell, measure, end, change) * (isCount ? 1 : this.inside(cell)), 0);
    return { low: of('low'), high: of('high') };
  }

  /** How many cells have less room than before. */
  fewer(level: string): Ends {
    const of = (end: End) => this.cells(level).filter((cell) => at(cell, 'room_m3', end, true) < 0).length;
    const [one, other] = [of('low'), of('high')];
    return { low: Math.min(one, other), high: Math.max(one, other) };
  }
}

/** The slices of the server, from the top down. */
const LEVELS: readonly string[] = ['0-5', '5-20', '20-50', '50-100', '100-250', '250-500'];

/** A number of a cell. */
export function at(cell: Cell, measure: Measure, end: End, change = false): number {
  const value = cell[`${measure}_${end}${change ? '_change' : ''}`];
  return typeof value === 'number' ? value : 0;
}

/** The share of a square that lies in polygons: each ring cut off at the square, holes taken away. */
function shareWithin(area: Geometry, left: number, low: number, side: number): number {
  const shapes = area instanceof Polygon ? [area.getCoordinates()] : area instanceof MultiPolygon ? area.getCoordinates() : [];
  const sum = shapes.reduce((all, rings) => all + rings.reduce((part, ring, hole) => part + (hole ? -1 : 1) * Math.abs(areaOf(cutOff(ring, left, low, side))), 0), 0);
  return Math.min(1, Math.max(0, sum / (side * side)));
}

/** A ring within a square (Sutherland and Hodgman): its area is right, also where it falls apart. */
function cutOff(ring: number[][], left: number, low: number, side: number): number[][] {
  const edges: [number, number, number][] = [
    [0, left, 1],
    [0, left + side, -1],
    [1, low, 1],
    [1, low + side, -1],
  ];
  let points = ring;
  for (const [axis, edge, sign] of edges) {
    const far = (point: number[]) => ((point[axis] ?? 0) - edge) * sign;
    const next: number[][] = [];
    points.forEach((point, index) => {
      const before = points[(index + points.length - 1) % points.length] ?? point;
      const [was, is] = [far(before), far(point)];
      if (was >= 0 !== is >= 0) {
        const part = was / (was - is);
        next.push([(before[0] ?? 0) + part * ((point[0] ?? 0) - (before[0] ?? 0)), (before[1] ?? 0) + part * ((point[1] ?? 0) - (before[1] ?? 0))]);
      }
      if (is >= 0) next.push(point);
    });
    points = next;
  }
  return points;
}

function areaOf(ring: number[][]): number {
  let sum = 0;
  ring.forEach(([x = 0, y = 0], index) => {
    const [toX = 0, toY = 0] = ring[(index + 1) % ring.length] ?? [];
    sum += x * toY - toX * y;
  });
  return sum / 2;
}

export interface Result {
  map: CellMap;
  pairs: Pair[];
  /** Of the area as a whole. */
  tally: Tally | null;
  /** By province, or by the polygons that somebody brought. */
  areas: Tally[];
  notices: Text[];
  /** As they came, to be kept. */
  files: { cells: string; pairs: string };
}
