/** The maps of the server, as features in RD New. */

import { RD_URI } from '../map/rd';
import { ask } from './ask';

export type CollectionName = 'zones' | 'abstractions' | 'installations' | 'jurisdictions';

export interface MapFeature {
  type: 'Feature';
  id: string | number;
  geometry: { type: string; coordinates: unknown };
  properties: Record<string, unknown>;
}

export interface MapFeatures {
  type: 'FeatureCollection';
  numberMatched: number;
  numberReturned: number;
  features: MapFeature[];
}

/** What of a collection touches a rectangle, at most a thousand. */
export function featuresIn(collection: CollectionName, bounds: readonly number[], signal?: AbortSignal): Promise<MapFeatures> {
  const bbox = bounds.map((number) => number.toFixed(2)).join(',');
  return ask<MapFeatures>(`collections/${collection}/items`, { params: { bbox, 'bbox-crs': RD_URI, crs: RD_URI, limit: '1000' }, accept: 'application/geo+json', signal });
}

/** All of a small collection. */
export function allFeatures(collection: CollectionName): Promise<MapFeatures> {
  return ask<MapFeatures>(`collections/${collection}/items`, { params: { crs: RD_URI, limit: '1000' }, accept: 'application/geo+json' });
}
