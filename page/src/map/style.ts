/** How things on the map look: a pattern and an edge by kind of zone, rings and drops, never colour alone. */

import type { FeatureLike } from 'ol/Feature';
import CircleStyle from 'ol/style/Circle';
import Fill from 'ol/style/Fill';
import Icon from 'ol/style/Icon';
import Stroke from 'ol/style/Stroke';
import Style from 'ol/style/Style';
import Text from 'ol/style/Text';
import type { Coordinate } from 'ol/coordinate';
import { colour, isForced, onColours } from '../frame/theme';
import { measured } from '../frame/numbers';
import { w } from '../words';

export type ZoneGroup = 'ban' | 'depth' | 'planning';

const BANS = /^(prohibition|groundwater-protection|water-abstraction-area|drilling-free|thermal-storage-free|drinking-water-reserve|drinking-water-reserve-vulnerable|flood-defence-core|surface-water-protection)$/;
const DEPTHS = /^(depth-limit|max-drilling-depth|max-drilling-depth-protection)$/;

/** The group that a kind of zone is drawn as. */
export function zoneGroup(kind: string): ZoneGroup {
  if (BANS.test(kind)) return 'ban';
  return DEPTHS.test(kind) ? 'depth' : 'planning';
}

const FONT = '600 12px "Noto Sans", "Segoe UI", system-ui, "Liberation Sans", Arial, sans-serif';
let cache = new Map<string, unknown>();
onColours(() => (cache = new Map()));

function cached<T>(name: string, make: () => T): T {
  if (!cache.has(name)) cache.set(name, make());
  return cache.get(name) as T;
}

/** A pattern that repeats every `size` px. */
function pattern(name: string, size: number, strokes: (context: CanvasRenderingContext2D) => void): CanvasPattern | string {
  return cached(`pattern-${name}`, () => {
    const ratio = devicePixelRatio;
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = Math.round(size * ratio);
    const context = canvas.getContext('2d');
    if (!context) return 'transparent';
    context.scale(ratio, ratio);
    strokes(context);
    return context.createPattern(canvas, 'repeat') ?? 'transparent';
  });
}

function lines(colourName: string, width: number, ...ends: [number, number, number, number][]) {
  return (context: CanvasRenderingContext2D) => {
    context.strokeStyle = colour(colourName);
    context.lineWidth = width;
    context.beginPath();
    for (const [x, y, toX, toY] of ends) {
      context.moveTo(x, y);
      context.lineTo(toX, toY);
    }
    context.stroke();
  };
}

function dots(colourName: string, radius: number, ...at: [number, number][]) {
  return (context: CanvasRenderingContext2D) => {
    context.fillStyle = colour(colourName);
    for (const [x, y] of at) {
      context.beginPath();
      context.arc(x, y, radius, 0, 7);
      context.fill();
    }
  };
}

/** The pattern of a group of zones. */
function zonePattern(group: ZoneGroup): CanvasPattern | string {
  if (group === 'ban') return pattern('ban', 11, lines('zone-ban', 1.1, [0, 0, 11, 11], [11, 0, 0, 11]));
  if (group === 'depth') return pattern('depth', 10, lines('zone-depth', 1.1, [0, 5, 10, 5]));
  return pattern('planning', 12, dots('zone-planning', 1, [3, 3], [9, 9]));
}

const PATTERN_OF: Record<string, [number, (context: CanvasRenderingContext2D) => void]> = {
  prohibited: [9, lines('prohibited', 1.1, [0, 0, 9, 9], [9, 0, 0, 9])],
  permit: [8, lines('permit', 1.1, [-2, 2, 2, -2], [0, 8, 8, 0], [6, 10, 10, 6])],
  notify: [9, dots('notify', 1.3, [2.5, 2.5], [7, 7])],
  free: [9, () => undefined],
  undetermined: [12, dots('undetermined', 1.4, [3, 3], [9, 9])],
  'not-covered': [14, lines('not-covered', 1.3, [5, 7, 9, 7])],
};

/** The pattern of an outcome, as a fill. */
export function outcomeFill(outcome: string): Fill {
  return cached(`fill-${outcome}`, () => {
    const [size, strokes] = PATTERN_OF[outcome] ?? [9, () => undefined];
    const drawn = pattern(`outcome-${outcome}`, size, (context) => {
      context.fillStyle = colour(`${outcome}-ground`);
      context.fillRect(0, 0, size, size);
      strokes(context);
    });
    return new Fill({ color: drawn });
  });
}

/** The edge of an outcome. */
export function outcomeStroke(outcome: string, width = 1.6): Stroke {
  return cached(`stroke-${outcome}-${width}`, () => new Stroke({ color: colour(outcome), width }));
}

/** Words on the map, with paper around them. */
export function label(text: string, colourName = 'ink', offsetY = 0, offsetX = 0): Text {
  return new Text({ text, font: FONT, offsetY, offsetX, fill: new Fill({ color: colour(colourName) }), stroke: new Stroke({ color: colour('land'), width: 4, lineJoin: 'round' }), overflow: true });
}

function edge(group: ZoneGroup): Stroke {
  return cached(`edge-${group}`, () => {
    const dash = group === 'depth' ? [9, 3] : group === 'planning' ? [2, 3] : [];
    return new Stroke({ color: colour(`zone-${group}`), width: group === 'planning' ? 1.6 : 2, lineDash: dash });
  });
}

/** The faint inside and the strong rim of 15 px along the edge of a zone in which one often stands. */
function rim(group: ZoneGroup): Style {
  return cached(
    `rim-${group}`,
    () =>
      new Style({
        renderer: (coordinates, state) => {
          const context = state.context;
          const shapes = (state.geometry.getType() === 'MultiPolygon' ? coordinates : [coordinates]) as unknown as Coordinate[][][];
          const fill = zonePattern(group);
          const trace = (rings: Coordinate[][]) => {
            context.beginPath();
            for (const ring of rings) {
              ring.forEach((corner, at) => (at ? context.lineTo(corner[0] ?? 0, corner[1] ?? 0) : context.moveTo(corner[0] ?? 0, corner[1] ?? 0)));
              context.closePath();
            }
          };
          for (const rings of shapes) {
            context.save();
            trace(rings);
            context.clip('evenodd');
            context.fillStyle = fill;
            context.globalAlpha = 0.34;
            context.fill('evenodd');
            context.globalAlpha = 1;
            trace(rings.slice(0, 1));
            context.strokeStyle = fill;
            context.lineWidth = 30 * state.pixelRatio;
            context.stroke();
            context.restore();
          }
        },
      }),
  );
}

/** The words of a zone: to or from which depth. */
function zoneWords(feature: FeatureLike, group: ZoneGroup): string {
  const [deepest, from] = [feature.get('max_depth_m') as number | undefined, feature.get('from_m') as number | undefined];
  if (deepest !== undefined) return w('depthLabel', { depth: measured(deepest, 'm') });
  if (from) return w('fromLabel', { depth: measured(from, 'm') });
  return group === 'ban' ? String(feature.get('name') ?? '') : '';
}

/** A zone near by: pattern, edge, its depth as a label. */
export function zoneStyle(feature: FeatureLike, resolution: number): Style[] {
  const group = zoneGroup(String(feature.get('kind') ?? ''));
  const text = resolution < 12 ? zoneWords(feature, group) : '';
  const styles =
    group === 'ban'
      ? [cached('ban', () => [new Style({ fill: new Fill({ color: isForced() ? 'transparent' : `${colour('zone-ban')}1a` }) }), new Style({ fill: new Fill({ color: zonePattern('ban') }), stroke: edge('ban') })])].flat()
      : [rim(group), cached(`outline-${group}`, () => new Style({ stroke: edge(group) }))];
  return text ? [...styles, cached(`text-${group}-${text}`, () => new Style({ text: label(text, `zone-${group}`) }))] : styles;
}

/** A zone from far away, of a tile: no rim, since a tile cuts shapes off. */
export function farZoneStyle(feature: FeatureLike): Style {
  const group = zoneGroup(String(feature.get('kind') ?? ''));
  return cached(`far-${group}`, () => new Style({ fill: new Fill({ color: zonePattern(group) }), stroke: edge(group) }));
}

function drawn(name: string, size: number, strokes: (context: CanvasRenderingContext2D) => void): Icon {
  return cached(`icon-${name}`, () => {
    const canvas = document.createElement('canvas');
    const ratio = 2;
    canvas.width = canvas.height = size * ratio;
    const context = canvas.getContext('2d');
    if (context) {
      context.scale(ratio, ratio);
      strokes(context);
    }
    return new Icon({ img: canvas, size: [size * ratio, size * ratio], scale: 1 / ratio });
  });
}

/** A well of an existing system: a ring with a dot. */
export function wellStyle(feature: FeatureLike, resolution: number): Style[] {
  const ring = cached('well', () => [
    new Style({ image: new CircleStyle({ radius: 6, fill: new Fill({ color: colour('paper') }), stroke: new Stroke({ color: colour('ink'), width: 1.8 }) }) }),
    new Style({ image: new CircleStyle({ radius: 2, fill: new Fill({ color: colour('ink') }) }) }),
  ]);
  if (resolution > 1.5) return ring;
  const id = String(feature.get('source_id') ?? '');
  return [...ring, cached(`well-${id}`, () => new Style({ text: label(id, 'ink', 0, 12 + id.length * 3.4) }))];
}

/** An abstraction: a drop. */
export function abstractionStyle(feature: FeatureLike, resolution: number): Style[] {
  const drop = cached(
    'abstraction',
    () =>
      new Style({
        image: drawn('drop', 18, (context) => {
          context.beginPath();
          context.moveTo(9, 1.5);
          context.bezierCurveTo(12, 6, 14, 8.5, 14, 11.2);
          context.arc(9, 11.2, 5, 0, Math.PI);
          context.bezierCurveTo(4, 8.5, 6, 6, 9, 1.5);
          context.fillStyle = colour('abstraction');
          context.fill();
          context.lineWidth = 1.4;
          context.strokeStyle = colour('paper');
          context.stroke();
        }),
      }),
  );
  const name = String(feature.get('name') ?? '');
  if (resolution > 6 || !name) return [drop];
  return [drop, cached(`abstraction-${name}`, () => new Style({ text: label(name, 'abstraction', 16) }))];
}

/** The outline of a jurisdiction. */
export function outlineStyle(): Style {
  return cached('outline', () => new Style({ stroke: new Stroke({ color: colour('boundary'), width: 1.8 }) }));
}

/** The mark of an outcome in its tile, for many places; larger and ringed when chosen. */
export function markStyle(outcome: string, isChosen = false): Style[] {
  const size = isChosen ? 20 : 14;
  const tile = cached(
    `mark-${outcome}-${size}`,
    () =>
      new Style({
        image: drawn(`mark-${outcome}-${size}`, size, (context) => {
          const middle = size / 2;
          const unit = size / 14;
          context.fillStyle = colour(`${outcome}-ground`);
          context.fillRect(0.7, 0.7, size - 1.4, size - 1.4);
          context.strokeStyle = colour(outcome);
          context.fillStyle = colour(outcome);
          context.lineWidth = 1.4;
          context.strokeRect(0.7, 0.7, size - 1.4, size - 1.4);
          context.lineWidth = 1.8 * unit;
          context.beginPath();
          const line = (...at: [number, number][]) => at.forEach(([x, y], index) => (index ? context.lineTo(middle + x * unit, middle + y * unit) : context.moveTo(middle + x * unit, middle + y * unit)));
          if (outcome === 'prohibited') {
            line([-2.8, -2.8], [2.8, 2.8]);
            line([2.8, -2.8], [-2.8, 2.8]);
            context.stroke();
          } else if (outcome === 'permit') {
            line([0, -3.4], [3.8, 3], [-3.8, 3]);
            context.fill();
          } else if (outcome === 'notify') {
            context.arc(middle, middle, 2.8 * unit, 0, 7);
            context.fill();
          } else if (outcome === 'free') {
            line([-3, 0.2], [-0.8, 2.6], [3.2, -2.6]);
            context.stroke();
          } else if (outcome === 'undetermined') {
            context.font = `700 ${10 * unit}px sans-serif`;
            context.textAlign = 'center';
            context.textBaseline = 'middle';
            context.fillText('?', middle, middle + 0.6);
          } else {
            line([-2.8, 0], [2.8, 0]);
            context.stroke();
          }
        }),
      }),
  );
  if (!isChosen) return [tile];
  return [cached('chosen', () => new Style({ image: new CircleStyle({ radius: 18, fill: new Fill({ color: `${colour('accent')}29` }), stroke: new Stroke({ color: colour('accent'), width: 3 }) }) })), tile];
}

/** Where somebody looks: a cross hair with a halo. */
export function placeStyle(): Style[] {
  return cached('place', () => [
    new Style({
      image: drawn('cross', 36, (context) => {
        for (const [width, name] of [[6, 'land'], [2.2, 'ink']] as const) {
          context.strokeStyle = colour(name);
          context.lineWidth = width;
          context.beginPath();
          context.arc(18, 18, 8, 0, 7);
          for (const [x, y] of [[0, -1], [0, 1], [-1, 0], [1, 0]] as const) {
            context.moveTo(18 + x * 5, 18 + y * 5);
            context.lineTo(18 + x * 15, 18 + y * 15);
          }
          context.stroke();
        }
      }),
    }),
  ]);
}

/** A dashed circle or line, for what is measured. */
export function measureStyle(words = '', isDotted = false): Style {
  const text = words ? { text: label(words) } : {};
  return new Style({ stroke: new Stroke({ color: colour('ink'), width: 1.3, lineDash: isDotted ? [2, 4] : [6, 4] }), ...text });
}

/** A circle that is lightly filled: what may be warm or cold around a well. */
export function radiusStyle(words = '', colourName = 'accent'): Style {
  const text = words ? { text: label(words) } : {};
  return new Style({ fill: new Fill({ color: `${colour(colourName)}1f` }), stroke: new Stroke({ color: colour(colourName), width: 1.6 }), ...text });
}
