/** On the map of a place: lines to the neighbours with their distance, and thermal radii where they are known. */

import Feature from 'ol/Feature';
import Circle from 'ol/geom/Circle';
import type Geometry from 'ol/geom/Geometry';
import LineString from 'ol/geom/LineString';
import Point from 'ol/geom/Point';
import SimpleGeometry from 'ol/geom/SimpleGeometry';
import type VectorSource from 'ol/source/Vector';
import Stroke from 'ol/style/Stroke';
import Style from 'ol/style/Style';
import type { Neighbour, Verdict } from '../../api/verdict';
import { s } from '../../frame/dom';
import { measured, shown } from '../../frame/numbers';
import { colour } from '../../frame/theme';
import { label, radiusStyle } from '../../map/style';
import { w } from '../../words';

/** The nearest well or loop of a neighbour that has come in; `null` as long as none has. */
function wellOf(neighbour: Neighbour, from: [number, number], wells: VectorSource): [number, number] | null {
  let best: [number, number] | null = null;
  let least = Infinity;
  for (const feature of wells.getFeatures()) {
    if (String(feature.get('source_id') ?? '') !== neighbour.id || String(feature.get('layer') ?? neighbour.layer) !== neighbour.layer) continue;
    const geometry = feature.getGeometry();
    if (!(geometry instanceof SimpleGeometry)) continue;
    const [x = 0, y = 0] = geometry.getClosestPoint(from);
    const distance = Math.hypot(x - from[0], y - from[1]);
    if (distance < least) [best, least] = [[x, y], distance];
  }
  return best;
}

/**
 * The larger end of the mean of both thermal radii, as the answer has it: the distance between the wells over that
 * distance in radii.
 */
function meanRadius(neighbour: Neighbour): number | null {
  const { spacing } = neighbour;
  const low = spacing?.radii?.low;
  return spacing && low ? spacing.distance_m / low : null;
}

/** What is drawn of the neighbours. */
export function neighbourFeatures(told: Verdict, wells: VectorSource): Feature<Geometry>[] {
  const from: [number, number] = [told.location.x, told.location.y];
  const features: Feature<Geometry>[] = [];
  let widest = 0;
  for (const neighbour of told.facts.neighbours ?? []) {
    const to = wellOf(neighbour, from, wells);
    if (!to) continue;
    const name = neighbour.harm === 'harm' ? 'prohibited' : neighbour.harm === 'none' ? 'ink2' : 'undetermined';
    const line = new Feature<Geometry>(new LineString([from, to]));
    line.setStyle((_, resolution) => new Style({ stroke: new Stroke({ color: colour(name), width: 2, ...(neighbour.harm === 'harm' ? {} : { lineDash: [7, 5] }) }), ...(resolution < 4 ? { text: label(measured(neighbour.distance_m, 'm', 0), name) } : {}) }));
    features.push(line);
    const radius = meanRadius(neighbour);
    if (radius === null) continue;
    widest = Math.max(widest, radius);
    const circle = new Feature<Geometry>(new Circle(to, radius));
    circle.setStyle(() => radiusStyle('', name));
    features.push(circle);
  }
  if (widest > 0) {
    const own = new Feature<Geometry>(new Circle(from, widest));
    own.setStyle(() => radiusStyle('', 'accent'));
    const words = new Feature<Geometry>(new Point([from[0], from[1] - widest]));
    words.setStyle((_, resolution) => (resolution < 2 ? new Style({ text: label(`${w('meanRadius')}: ${shown(widest, 0)}\u202fm`, 'accent', 11) }) : []));
    features.unshift(own, words);
  }
  return features;
}

/** A line to a neighbour as a sample beside words. */
export function neighbourSample(): SVGSVGElement {
  return s('svg', { class: 'sample outline', width: 32, height: 16, viewBox: '0 0 32 16', 'aria-hidden': 'true' }, s('path', { d: 'M2 12L30 4', 'stroke-dasharray': '6 4' }));
}
