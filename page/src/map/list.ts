/** Everything in sight of the map as a list: a canvas says nothing to a screen reader, and a list can be searched. */

import type OlMap from 'ol/Map';
import type { FeatureLike } from 'ol/Feature';
import type Feature from 'ol/Feature';
import type Geometry from 'ol/geom/Geometry';
import SimpleGeometry from 'ol/geom/SimpleGeometry';
import { getCenter } from 'ol/extent';
import type VectorSource from 'ol/source/Vector';
import type VectorTileSource from 'ol/source/VectorTile';
import VectorTileLayer from 'ol/layer/VectorTile';
import { kindWord } from '../api/terms';
import { dialog } from '../parts/dialog';
import { h, replace } from '../frame/dom';
import { measured } from '../frame/numbers';
import { table } from '../parts/table';
import { button } from '../parts/button';
import { w } from '../words';
import { apart, type XY } from './map';

const MOST = 300;

interface Given {
  map: OlMap;
  zones: VectorSource;
  tiles: VectorTileSource;
  wells: VectorSource;
  abstractions: VectorSource;
  own: VectorSource<Feature<Geometry>>;
  around: XY | null;
  onPick?: (place: XY) => void;
}

interface Row {
  id: string;
  kind: string;
  name: string;
  depth: string;
  at: XY;
  metres: number;
}

/** How far a thing is; of one from a tile, which is cut off, how far the box around it is. */
function distance(feature: FeatureLike, extent: number[], from: XY): number {
  const geometry = feature.getGeometry();
  const here = [from.x, from.y];
  if (geometry instanceof SimpleGeometry) {
    if (geometry.intersectsCoordinate(here)) return 0;
    const [x = 0, y = 0] = geometry.getClosestPoint(here);
    return Math.hypot(x - from.x, y - from.y);
  }
  const x = Math.min(Math.max(from.x, extent[0] ?? 0), extent[2] ?? 0);
  const y = Math.min(Math.max(from.y, extent[1] ?? 0), extent[3] ?? 0);
  return Math.hypot(x - from.x, y - from.y);
}

/** Opens the list. */
export function openList(given: Given): void {
  const { map, around } = given;
  const size = map.getSize();
  if (!size) return;
  const view = map.getView();
  const sight = view.calculateExtent(size);
  const middle = getCenter(sight);
  const from = around ?? { x: middle[0] ?? 0, y: middle[1] ?? 0 };
  const rows = new Map<string, Row>();
  const add = (role: string, feature: FeatureLike) => {
    const id = String(feature.get('id') ?? feature.getId() ?? rows.size);
    const extent = feature.getGeometry()?.getExtent() ?? sight;
    const centre = getCenter(extent);
    const kind = String(feature.get('kind') ?? role);
    const [deepest, top] = [feature.get('max_depth_m') as number | undefined, feature.get('from_m') as number | undefined];
    const depth = deepest !== undefined ? w('depthLabel', { depth: measured(deepest, 'm') }) : top ? w('fromLabel', { depth: measured(top, 'm') }) : '';
    rows.set(`${role}-${id}`, { id: `${role}-${id}`, kind: kindWord(kind), name: String(feature.get('name') ?? feature.get('source_id') ?? ''), depth, at: { x: centre[0] ?? 0, y: centre[1] ?? 0 }, metres: distance(feature, extent, from) });
  };
  const isFar = (view.getResolution() ?? 0) >= 26;
  if (isFar) {
    for (const layer of map.getAllLayers()) {
      if (layer instanceof VectorTileLayer) for (const feature of layer.getFeaturesInExtent(sight)) add('zone', feature as FeatureLike);
    }
  } else given.zones.forEachFeatureIntersectingExtent(sight, (feature) => add('zone', feature as FeatureLike));
  given.wells.forEachFeatureInExtent(sight, (feature) => add('installation', feature as FeatureLike));
  given.abstractions.forEachFeatureInExtent(sight, (feature) => add('abstraction', feature as FeatureLike));
  const all = [...rows.values()].sort((one, other) => one.metres - other.metres);
  const box = h('div');
  let sorted = 'distance';
  const draw = () =>
    replace(
      box,
      all.length > MOST ? h('p.muted', {}, w('listCut', { count: MOST })) : null,
      all.length
        ? table<Row>({
            caption: w('asList'),
            rows: all,
            most: MOST,
            key: (row) => row.id,
            sorted,
            onSort: (by) => {
              sorted = by;
              draw();
            },
            columns: [
              { name: 'name', title: w('name'), cell: (row) => row.name || '–', sort: (row) => row.name },
              { name: 'kind', title: w('kind'), cell: (row) => row.kind, sort: (row) => row.kind },
              { name: 'depth', title: w('depth'), cell: (row) => row.depth },
              { name: 'distance', title: w('distance'), isNumber: true, cell: (row) => apart({ x: 0, y: 0 }, { x: row.metres, y: 0 }), sort: (row) => row.metres },
              {
                name: 'go',
                title: w('toPlace'),
                cell: (row) =>
                  button(w('show'), () => {
                    shown.close();
                    view.setCenter([row.at.x, row.at.y]);
                    given.onPick?.(row.at);
                  }, { 'aria-label': `${w('show')}: ${row.kind} ${row.name}` }),
              },
            ],
          })
        : h('p', {}, w('listEmpty')),
    );
  draw();
  const shown = dialog(w('asList'), box);
}
