/** The map: RD New, the maps of the server by pattern, and what a flow draws over them. */

import Feature from 'ol/Feature';
import OlMap from 'ol/Map';
import View from 'ol/View';
import type BaseEvent from 'ol/events/Event';
import GeoJSON from 'ol/format/GeoJSON';
import MVT from 'ol/format/MVT';
import type Geometry from 'ol/geom/Geometry';
import Point from 'ol/geom/Point';
import TileLayer from 'ol/layer/Tile';
import VectorLayer from 'ol/layer/Vector';
import VectorTileLayer from 'ol/layer/VectorTile';
import { bbox as bboxStrategy } from 'ol/loadingstrategy';
import VectorSource from 'ol/source/Vector';
import VectorTileSource from 'ol/source/VectorTile';
import XYZ from 'ol/source/XYZ';
import type { StyleFunction } from 'ol/style/Style';
import { type CollectionName, type MapFeatures, allFeatures, featuresIn } from '../api/features';
import { Failure } from '../api/ask';
import { settings } from '../api/settings';
import { h } from '../frame/dom';
import { rd, shown } from '../frame/numbers';
import { onColours, onPaper } from '../frame/theme';
import { iconButton } from '../parts/button';
import { w } from '../words';
import { distanceWords, edgeLayer, gridLayer, gridStep } from './grid';
import { legend } from './legend';
import { openList } from './list';
import { GRID, LAND, RD } from './rd';
import { abstractionStyle, farZoneStyle, outlineStyle, placeStyle, wellStyle, zoneStyle } from './style';

export interface XY {
  x: number;
  y: number;
}

export interface MapGiven {
  /** Where somebody clicked, or the middle after Enter; metres of RD. */
  onPick?: (place: XY) => void;
  /** A feature of the flow's own under the click; `onPick` is not told then. */
  onFeature?: (feature: Feature<Geometry>) => void;
  /** What shows everything on the map as a list, where the flow has one of its own. */
  onList?: () => void;
  /** How the flow's own features look. */
  style?: StyleFunction;
  /** More lines of the legend. */
  legend?: () => [picture: Element, words: string][];
  /** Where it looks at first. */
  centre?: XY;
  resolution?: number;
  /** Without buttons, list and legend: a small map beside a text. */
  isSmall?: boolean;
  /** Without zones, wells and abstractions: only outlines and grid. */
  isBare?: boolean;
}

export interface MapView {
  element: HTMLElement;
  map: OlMap;
  /** The flow's own features, in RD. */
  own: VectorSource<Feature<Geometry>>;
  /** The wells of existing systems that have come in so far. */
  wells: VectorSource;
  /** Marks a place, and moves there when it is out of sight or `resolution` says how near to look. */
  look(place: XY | null, resolution?: number): void;
  /** Shows all of a rectangle. */
  fit(bounds: number[]): void;
  /** Prints the page with all of a rectangle on the map, drawn for paper first. */
  print(bounds: number[]): void;
  /** Opens the list of everything in sight. */
  list(): void;
  focus(): void;
  close(): void;
}

/** Metres a pixel beyond which zones come as tiles, since there are too many. */
const FAR = 26;

const format = new GeoJSON({ dataProjection: RD, featureProjection: RD });

/** Features as OpenLayers has them. */
export function readFeatures(features: unknown): Feature<Geometry>[] {
  return format.readFeatures(features) as Feature<Geometry>[];
}

/** Sources that all maps share, so that what was fetched once is not fetched again. */
let shared: { zones: VectorSource; tiles: VectorTileSource; wells: VectorSource; abstractions: VectorSource; outlines: VectorSource } | null = null;

/** Forgets what was fetched: after the server has read its maps again. */
export function forgetMaps(): void {
  shared = null;
}

function within(collection: CollectionName): VectorSource {
  const source = new VectorSource({
    strategy: bboxStrategy,
    loader: (extent, _resolution, _projection, success, failure) => {
      featuresIn(collection, extent)
        .then((found: MapFeatures) => {
          const features = readFeatures(found).filter((feature) => !source.getFeatureById(feature.getId() ?? ''));
          source.addFeatures(features);
          success?.(features);
        })
        .catch((error: unknown) => {
          if (!(error instanceof Failure)) throw error;
          source.removeLoadedExtent(extent);
          failure?.();
        });
    },
  });
  return source;
}

function sources() {
  if (shared) return shared;
  const outlines = new VectorSource();
  allFeatures('jurisdictions')
    .then((found) => outlines.addFeatures(readFeatures(found)))
    .catch(() => undefined);
  shared = {
    zones: within('zones'),
    wells: within('installations'),
    abstractions: within('abstractions'),
    outlines,
    tiles: new VectorTileSource({ format: new MVT(), projection: RD, tileGrid: GRID, url: 'collections/zones/tiles/NetherlandsRDNewQuad/{z}/{y}/{x}', transition: 0 }),
  };
  return shared;
}

/** A map. */
export function mapView(given: MapGiven = {}): MapView {
  const { zones, tiles, wells, abstractions, outlines } = sources();
  const own = new VectorSource<Feature<Geometry>>();
  const places = new VectorSource();
  const target = h('div.map', given.isSmall ? { role: 'img', 'aria-label': w('map') } : { tabindex: 0, role: 'application', 'aria-label': w('mapHow'), 'data-key': 'map' });
  const cursor = h('p.cursor', { 'aria-hidden': 'true' });
  const cross = h('div.crosshair', { 'aria-hidden': 'true' });
  const element = h('div.mapbox', { class: given.isSmall ? 'mapbox small' : 'mapbox' }, target);
  const centre = given.centre;
  const view = new View({
    projection: RD,
    center: centre ? [centre.x, centre.y] : [155_000, 463_000],
    resolution: given.resolution ?? (centre ? 2.6 : 480),
    minResolution: 0.05,
    maxResolution: 900,
    extent: [-60_000, 250_000, 360_000, 680_000],
    smoothExtentConstraint: false,
  });
  const zoneLayers = given.isBare
    ? []
    : [
        new VectorTileLayer({ source: tiles, style: farZoneStyle, minResolution: FAR, zIndex: 20, renderMode: 'hybrid' }),
        new VectorLayer({ source: zones, style: zoneStyle, maxResolution: FAR, zIndex: 20, updateWhileInteracting: false, renderOrder: byGroup, declutter: 'words' }),
        new VectorLayer({ source: abstractions, style: abstractionStyle, maxResolution: 60, zIndex: 40, declutter: 'words' }),
        new VectorLayer({ source: wells, style: wellStyle, maxResolution: 20, zIndex: 41, declutter: 'words' }),
      ];
  const ownLayer = new VectorLayer({ source: own, zIndex: 60, updateWhileInteracting: true, ...(given.style ? { style: given.style } : {}) });
  const map = new OlMap({
    target,
    view,
    controls: [],
    layers: [gridLayer(), new VectorLayer({ source: outlines, style: outlineStyle, zIndex: 10 }), ...zoneLayers, ownLayer, new VectorLayer({ source: places, style: placeStyle, zIndex: 80 }), edgeLayer()],
  });

  void settings().then((found) => {
    if (found?.basemap) map.getLayers().insertAt(0, new TileLayer({ source: new XYZ({ url: found.basemap.url, projection: RD, tileGrid: GRID, transition: 0 }), zIndex: -1, opacity: 0.6 }));
  });
  const pick = (place: XY) => given.onPick?.({ x: Math.round(place.x * 100) / 100, y: Math.round(place.y * 100) / 100 });
  map.on('singleclick', (event) => {
    const feature = given.onFeature ? featureAt(own, event.coordinate, view.getResolution() ?? 1) : null;
    if (feature) given.onFeature?.(feature);
    else pick({ x: event.coordinate[0] ?? 0, y: event.coordinate[1] ?? 0 });
  });
  target.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.target !== target) return;
    const [x = 0, y = 0] = view.getCenter() ?? [];
    pick({ x, y });
  });
  if (!given.isSmall) {
    map.on('pointermove', (event) => tell({ x: event.coordinate[0] ?? 0, y: event.coordinate[1] ?? 0 }));
    map.on('moveend', () => tell(null));
    let words: string | null = null;
    const tell = (mouse: XY | null) => {
      if (mouse) words = `${w('mouse')} x ${rd(mouse.x)} · y ${rd(mouse.y)}`;
      cursor.replaceChildren(h('span', {}, words ?? ''), h('span.go', {}, w('gridOf', { size: distanceWords(gridStep(view.getResolution() ?? 1)) })));
    };
    const zoom = (by: number) => view.animate({ zoom: (view.getZoom() ?? 0) + by, duration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120 });
    const legendBox = legend(given.legend?.() ?? [], Boolean(given.isBare));
    element.append(
      cross,
      h(
        'div.mapbuttons',
        {},
        iconButton('plus', w('zoomIn'), () => zoom(1)),
        iconButton('minus', w('zoomOut'), () => zoom(-1)),
        iconButton('target', w('toPlace'), () => toPlace()),
        iconButton('land', w('wholeLand'), () => view.fit(LAND)),
        legendBox.button,
        iconButton('list', w('asList'), () => list(), { 'data-key': 'map-list' }),
      ),
      legendBox.element,
      cursor,
    );
  }
  let marked: XY | null = null;
  const toPlace = () => (marked ? view.animate({ center: [marked.x, marked.y], resolution: Math.min(view.getResolution() ?? 3, 3), duration: 0 }) : view.fit(LAND));
  const list = () => (given.onList ? given.onList() : openList({ map, zones, tiles, wells, abstractions, own, around: marked, ...(given.onPick ? { onPick: given.onPick } : {}) }));
  const stopColours = onColours(() => {
    for (const layer of map.getAllLayers()) layer.changed();
  });
  const observer = new ResizeObserver(() => map.updateSize());
  observer.observe(target);
  return {
    element,
    map,
    own,
    wells,
    look(place, resolution) {
      const isNew = place && (!marked || Math.hypot(place.x - marked.x, place.y - marked.y) > 0.5);
      marked = place;
      places.clear();
      if (!place) return;
      places.addFeature(new Feature(new Point([place.x, place.y])));
      const size = map.getSize();
      const sight = size ? view.calculateExtent(size) : null;
      const margin = (view.getResolution() ?? 1) * 60;
      const isInSight = sight && place.x > (sight[0] ?? 0) + margin && place.x < (sight[2] ?? 0) - margin && place.y > (sight[1] ?? 0) + margin && place.y < (sight[3] ?? 0) - margin;
      if (resolution && (view.getResolution() ?? 0) > resolution * 6) view.setResolution(resolution);
      else if (!isNew || isInSight) return;
      view.setCenter([place.x, place.y]);
    },
    fit(bounds) {
      view.fit(bounds, { padding: [50, 60, 60, 50], maxZoom: 18 });
    },
    print(bounds) {
      const before = view.calculateExtent(map.getSize());
      element.classList.add('paper');
      onPaper(true);
      map.updateSize();
      view.fit(bounds, { padding: [20, 20, 20, 20] });
      map.once('rendercomplete', () => {
        print();
        element.classList.remove('paper');
        onPaper(false);
        map.updateSize();
        view.fit(before);
      });
      map.render();
    },
    list,
    focus() {
      target.focus();
    },
    close() {
      stopColours();
      observer.disconnect();
      map.setTarget(undefined as unknown as string);
      map.dispose();
    },
  };
}

/** How far from a line a click still means it, and from the middle of a mark, px. */
const NEAR_PX = 6;
const MARK_PX = 10;

/**
 * The feature under a click: a mark before a line before an area, the nearest first. What is marked `still` or is not
 * drawn is passed over. Found by its shape and not in the picture: reading a canvas back is slow, and browsers say so.
 */
function featureAt(source: VectorSource<Feature<Geometry>>, at: number[], resolution: number): Feature<Geometry> | null {
  const reach = MARK_PX * resolution;
  const [x = 0, y = 0] = at;
  const rank = (feature: Feature<Geometry>) => ['Point', 'LineString'].indexOf(feature.getGeometry()?.getType() ?? '');
  let best: [order: number, distance: number, feature: Feature<Geometry>] | null = null;
  source.forEachFeatureInExtent([x - reach, y - reach, x + reach, y + reach], (feature) => {
    const geometry = feature.getGeometry();
    const drawn = feature.getStyleFunction()?.(feature, resolution);
    if (!geometry || feature.get('still') || (Array.isArray(drawn) && !drawn.length)) return;
    const [nearX = 0, nearY = 0] = geometry.intersectsCoordinate(at) ? at : geometry.getClosestPoint(at);
    const distance = Math.hypot(nearX - x, nearY - y);
    const order = rank(feature) < 0 ? 9 : rank(feature);
    if (distance > (order === 0 ? MARK_PX : NEAR_PX) * resolution) return;
    if (!best || order < best[0] || (order === best[0] && distance < best[1])) best = [order, distance, feature];
  });
  return best ? (best as [number, number, Feature<Geometry>])[2] : null;
}

/** Planning below depth below bans, as the legend has it. */
function byGroup(one: unknown, other: unknown): number {
  const rank = (feature: unknown) => ['planning', 'depth', 'ban'].indexOf(String((feature as Feature).get('group') ?? ''));
  return rank(one) - rank(other);
}

/** How far from one place to another, in words. */
export function apart(one: XY, other: XY): string {
  const metres = Math.hypot(one.x - other.x, one.y - other.y);
  return metres >= 10_000 ? `${shown(metres / 1000, 1)}\u202fkm` : `${shown(metres, metres < 100 ? 1 : 0)}\u202fm`;
}

export type { BaseEvent };
