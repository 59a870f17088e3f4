/** A plot as text: read from WKT or GeoJSON, written as WKT. Whether it is RD or degrees is the server's business. */

import WKT from 'ol/format/WKT';
import MultiPolygon from 'ol/geom/MultiPolygon';
import Polygon from 'ol/geom/Polygon';

export type Area = Polygon | MultiPolygon;

interface Json {
  type?: string;
  geometry?: Json;
  features?: Json[];
  coordinates?: unknown;
}

function fromJson(json: Json): Area | null {
  if (json.type === 'FeatureCollection') return (json.features ?? []).map(fromJson).find(Boolean) ?? null;
  if (json.type === 'Feature') return json.geometry ? fromJson(json.geometry) : null;
  if (json.type === 'Polygon') return new Polygon(json.coordinates as number[][][]);
  if (json.type === 'MultiPolygon') return new MultiPolygon(json.coordinates as number[][][][]);
  return null;
}

/** The area in a text; `null` when there is none. */
export function readArea(text: string): Area | null {
  const clean = text.trim().replace(/^SRID=\d+;/i, '');
  try {
    if (clean.startsWith('{')) return fromJson(JSON.parse(clean) as Json);
    const geometry = new WKT().readGeometry(clean);
    return geometry instanceof Polygon || geometry instanceof MultiPolygon ? geometry : null;
  } catch {
    return null;
  }
}

/** An area as WKT: RD to the centimetre, degrees to eight decimals. */
export function writeArea(area: Area): string {
  const [first = 0] = area.getFlatCoordinates();
  return new WKT().writeGeometry(area, { decimals: Math.abs(first) < 200 ? 8 : 2 });
}

/** An area as GeoJSON, as the server takes it. */
export function asJson(area: Area): string {
  return JSON.stringify({ type: area.getType(), coordinates: area.getCoordinates() });
}
