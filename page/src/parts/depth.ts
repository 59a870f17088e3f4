/**
 * The depth below a place as a drawing: what holds at each depth, the drilling with its screens, limits, and levels
 * that can be dragged or moved with the arrows.
 */

import { h, replace, s } from '../frame/dom';
import { measured, shown } from '../frame/numbers';
import { known, w } from '../words';
import { icon } from './icons';
import { type Outcome, mark } from './outcome';

/** What holds for a drilling that ends in (from, to]. */
export interface Interval {
  from_m: number;
  to_m: number | null;
  outcome: Outcome;
  range?: [string, string] | string[] | null;
  decisive?: string[];
}

/** A level that somebody gave, and that can be moved. */
export interface Level {
  field: 'drilling_depth_m' | 'screen_top_m' | 'screen_bottom_m';
  depth_m: number;
}

export interface DepthModel {
  intervals: Interval[];
  levels: Level[];
  /** Depths with a name: "50 m grens". */
  limits: { depth_m: number; label: string }[];
  /** What the first remedy would make of it. */
  remedy?: Partial<Record<Level['field'], number>> | null;
  /** What a reader without eyes for it hears. */
  told: string;
  /** Instead of a drawing: why there is none. */
  empty?: string | null;
}

export interface DepthDrawing {
  element: HTMLElement;
  draw(model: DepthModel): void;
  close(): void;
}

const LEFT = 40;
const TOP = 24;
const BOTTOM = 14;
const COLUMN = 134;
const DEEPEST_M = 1500;
const LEVEL_WORDS = { drilling_depth_m: 'levelDrilling', screen_top_m: 'levelTop', screen_bottom_m: 'levelBottom' } as const;

/** The depth that the drawing ends at: below all that matters, on a round number. */
export function scaleEnd(model: DepthModel): number {
  const drilling = Math.max(0, ...model.levels.map((level) => level.depth_m));
  const edges = model.intervals.map((interval) => interval.from_m).filter((depth) => depth > 0);
  const near = edges.filter((depth) => depth <= Math.max(drilling * 3, 120));
  const wanted = Math.max(drilling * 1.35, ...near.map((depth) => depth * 1.2), 40);
  const tick = tickOf(wanted);
  return Math.ceil(wanted / tick) * tick;
}

function tickOf(end: number): number {
  return [1, 2, 5, 10, 20, 25, 50, 100, 200, 250].find((tick) => end / tick <= 13) ?? 500;
}

/** Where each of some labels goes so that none covers another: as near to where it belongs as can be. */
export function spread(wanted: number[], apart: number, first: number, last: number): number[] {
  const order = wanted.map((_, at) => at).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = [...wanted];
  let least = first;
  for (const at of order) {
    placed[at] = Math.max(wanted[at] ?? 0, least);
    least = (placed[at] ?? 0) + apart;
  }
  let most = last;
  for (const at of order.reverse()) {
    placed[at] = Math.min(placed[at] ?? 0, most);
    most = (placed[at] ?? 0) - apart;
  }
  return placed;
}

/** The drawing. `onmove` hears of each new depth. */
export function depthDrawing(onmove: (field: Level['field'], depth_m: number) => void): DepthDrawing {
  const figure = h('div.log');
  const handles = h('div.handles');
  const element = h('div.logbox', {}, figure, handles);
  let model: DepthModel = { intervals: [], levels: [], limits: [], told: '' };
  let end = 60;
  let dragging: Level['field'] | null = null;
  const buttons = new Map<Level['field'], HTMLElement>();

  const height = () => Math.max(260, element.clientHeight);
  const y = (depth: number) => TOP + (Math.min(depth, end) / end) * (height() - TOP - BOTTOM);
  const depthAt = (pixels: number) => ((pixels - TOP) / (height() - TOP - BOTTOM)) * end;

  /** The depth that a hand holds: whole metres, and it sticks to a limit for 4 px. */
  function held(depth: number, isFree: boolean): number {
    const clamped = Math.min(Math.max(depth, 0.1), DEEPEST_M);
    if (isFree) return Math.round(clamped * 10) / 10;
    const limits = model.intervals.map((interval) => interval.from_m).filter((limit) => limit > 0);
    const near = limits.find((limit) => Math.abs(y(limit) - y(clamped)) <= 4);
    return near ?? Math.max(1, Math.round(clamped));
  }

  function moved(field: Level['field'], now: number, event: KeyboardEvent): number | null {
    const small = event.shiftKey ? 0.1 : 1;
    const limits = [...new Set(model.intervals.map((interval) => interval.from_m))].filter((limit) => limit > 0).sort((a, b) => a - b);
    switch (event.key) {
      case 'ArrowUp':
      case 'ArrowLeft':
        return now - small;
      case 'ArrowDown':
      case 'ArrowRight':
        return now + small;
      case 'PageUp':
        return now - 10;
      case 'PageDown':
        return now + 10;
      case 'Home':
        return limits.filter((limit) => limit < now).at(-1) ?? (field === 'drilling_depth_m' ? now : 1);
      case 'End':
        return limits.find((limit) => limit > now) ?? now;
      default:
        return null;
    }
  }

  function handle(level: Level): HTMLElement {
    const { field } = level;
    const made = h('div.handle', { role: 'slider', tabindex: 0, 'data-key': `handle-${field}`, 'aria-orientation': 'vertical', 'aria-valuemin': 0, 'aria-valuemax': DEEPEST_M });
    const current = () => model.levels.find((each) => each.field === field)?.depth_m ?? level.depth_m;
    made.addEventListener('keydown', (event) => {
      const to = moved(field, current(), event);
      if (to === null) return;
      event.preventDefault();
      onmove(field, Math.round(Math.min(Math.max(to, 0.1), DEEPEST_M) * 10) / 10);
    });
    made.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      made.focus();
      made.setPointerCapture(event.pointerId);
      const off = event.clientY - element.getBoundingClientRect().top - y(current());
      dragging = field;
      let frame = 0;
      let last = current();
      const follow = (move: PointerEvent) => {
        last = held(depthAt(move.clientY - element.getBoundingClientRect().top - off), move.shiftKey);
        if (!frame) {
          frame = requestAnimationFrame(() => {
            frame = 0;
            onmove(field, last);
          });
        }
      };
      const release = () => {
        made.removeEventListener('pointermove', follow);
        dragging = null;
        cancelAnimationFrame(frame);
        onmove(field, last);
      };
      made.addEventListener('pointermove', follow);
      made.addEventListener('pointerup', release, { once: true });
      made.addEventListener('pointercancel', release, { once: true });
    });
    return made;
  }

  function drawHandles(): void {
    for (const [field, old] of buttons) {
      if (!model.levels.some((level) => level.field === field)) {
        old.remove();
        buttons.delete(field);
      }
    }
    const tops = spread(model.levels.map((level) => y(level.depth_m)), 34, TOP + 6, height() - 18);
    model.levels.forEach((level, at) => {
      const button = buttons.get(level.field) ?? handle(level);
      if (!buttons.has(level.field)) {
        buttons.set(level.field, button);
        handles.append(button);
      }
      const outcome = level.field === 'drilling_depth_m' ? outcomeAt(level.depth_m) : null;
      const words = w(LEVEL_WORDS[level.field]);
      button.classList.toggle('main', level.field === 'drilling_depth_m');
      button.setAttribute('aria-label', words);
      button.setAttribute('aria-valuenow', String(level.depth_m));
      button.setAttribute('aria-valuetext', measured(level.depth_m, 'm') + (outcome ? `, ${known(outcome).toLowerCase()}` : ''));
      button.style.top = `${(tops[at] ?? 0).toFixed(1)}px`;
      button.replaceChildren(icon('updown'), h('span', {}, words), h('b', {}, measured(level.depth_m, 'm')));
    });
  }

  function outcomeAt(depth: number): Outcome | null {
    return model.intervals.find((interval) => depth > interval.from_m && (interval.to_m === null || depth <= interval.to_m))?.outcome ?? null;
  }

  function drawFigure(): void {
    const width = Math.max(240, element.clientWidth);
    const tick = tickOf(end);
    const parts: SVGElement[] = [];
    for (let depth = 0; depth <= end + 1e-9; depth += tick) {
      parts.push(s('path', { class: 'tick', d: `M${LEFT - 6} ${y(depth)}H${LEFT}` }), s('text', { class: 'axis', x: LEFT - 9, y: y(depth) + 4, 'text-anchor': 'end' }, shown(depth)));
    }
    parts.push(s('text', { class: 'axis', x: 12, y: 13 }, w('belowGround')));
    for (const interval of model.intervals) {
      if (interval.from_m >= end) continue;
      const [top, bottom] = [y(interval.from_m), y(interval.to_m ?? end)];
      const box = { x: LEFT, y: top, width: COLUMN, height: Math.max(bottom - top, 1) };
      const group = s('g', { class: `tile ${interval.outcome}` }, s('rect', { class: 'ground', ...box }), s('rect', { fill: `url(#fill-${interval.outcome})`, ...box }), s('rect', { class: 'frame', ...box, 'stroke-width': 1.5 }));
      const rules = (interval.decisive ?? []).slice(0, 3);
      const rows = Math.min(1 + rules.length, Math.floor((bottom - top - 6) / 15));
      if (rows >= 1) {
        const word = known(interval.outcome);
        const widest = Math.max(word.length * 8 + 24, ...rules.slice(0, rows - 1).map((rule) => rule.length * 7.2 + 10));
        group.append(
          s('rect', { class: 'plate', x: LEFT + 5, y: top + 5, width: Math.min(widest, COLUMN - 34), height: rows * 15 + 5 }),
          s('g', { transform: `translate(${LEFT + 5} ${top + 4})` }, mark(interval.outcome, 20)),
          s('text', { class: 'word', x: LEFT + 25, y: top + 18 }, word),
          ...rules.slice(0, rows - 1).map((rule, at) => s('text', { class: 'rule', x: LEFT + 9, y: top + 33 + at * 15 }, rule)),
        );
      }
      parts.push(group);
    }
    parts.push(s('path', { class: 'surface', d: `M${LEFT - 6} ${y(0)}H${width - 8}` }));
    const inner = { left: LEFT + COLUMN - 25, width: 13 };
    const at = (field: Level['field']) => model.levels.find((level) => level.field === field)?.depth_m;
    const remedy = model.remedy;
    if (remedy?.drilling_depth_m !== undefined) {
      const top = remedy.screen_top_m;
      parts.push(s('path', { class: 'ghost', d: `M${inner.left - 14} ${y(0)}V${y(remedy.drilling_depth_m)}H${inner.left - 4}V${y(0)}` }));
      if (top !== undefined) parts.push(s('path', { class: 'ghost', d: `M${inner.left - 14} ${y(top)}H${inner.left - 4}` }));
    }
    const drilling = at('drilling_depth_m');
    if (drilling !== undefined) {
      parts.push(s('rect', { class: 'well', x: inner.left, y: y(0), width: inner.width, height: Math.max(0, y(drilling) - y(0)) }), s('path', { class: 'level', d: `M${inner.left - 4} ${y(drilling)}H${LEFT + COLUMN}` }));
    }
    const [top, bottom] = [at('screen_top_m'), at('screen_bottom_m')];
    if (top !== undefined && bottom !== undefined && bottom > top) {
      const lines: string[] = [];
      for (let line = y(top); line <= y(bottom); line += 5) lines.push(`M${inner.left - 1} ${line.toFixed(1)}h${inner.width + 2}`);
      parts.push(s('rect', { class: 'well', x: inner.left - 1, y: y(top), width: inner.width + 2, height: y(bottom) - y(top) }), s('path', { class: 'screen', d: lines.join('') }));
    }
    const tops = spread(model.levels.map((level) => y(level.depth_m)), 34, TOP + 6, height() - 18);
    model.levels.forEach((level, index) => parts.push(s('path', { class: 'lead', d: `M${LEFT + COLUMN} ${y(level.depth_m)}L${LEFT + COLUMN + 12} ${tops[index]}` })));
    const free = (depth: number) => tops.every((level) => Math.abs(level - y(depth)) > 24);
    for (const limit of model.limits.filter((each) => each.depth_m > 0 && each.depth_m < end)) {
      parts.push(s('path', { class: 'limit', d: `M${LEFT} ${y(limit.depth_m)}H${LEFT + COLUMN + 6}` }));
      if (free(limit.depth_m)) parts.push(s('text', { class: 'limit', x: LEFT + COLUMN + 10, y: y(limit.depth_m) + 4 }, limit.label));
    }
    replace(figure, s('svg', { width, height: height(), viewBox: `0 0 ${width} ${height()}`, role: 'img', 'aria-label': model.told || w('belowGround') }, parts));
  }

  function redraw(): void {
    if (model.empty) {
      replace(figure, h('p.empty', {}, model.empty));
      handles.hidden = true;
      return;
    }
    handles.hidden = false;
    drawFigure();
    drawHandles();
  }

  const observer = new ResizeObserver(() => redraw());
  observer.observe(element);
  return {
    element,
    draw(next) {
      model = next;
      if (!dragging || scaleEnd(next) > end * 1.6) end = scaleEnd(next);
      redraw();
    },
    close() {
      observer.disconnect();
    },
  };
}
