/** The grid of RD with its numbers along the edges, the scale and the north: what a base map is for, without one. */

import type { FrameState } from 'ol/Map';
import Layer from 'ol/layer/Layer';
import { rd, shown } from '../frame/numbers';
import { colour } from '../frame/theme';
import { w } from '../words';

/** Metres between two lines, so that they are some 100 px apart. */
export function gridStep(resolution: number): number {
  const wanted = resolution * 100;
  const power = 10 ** Math.floor(Math.log10(wanted));
  return [1, 2, 5, 10].map((times) => times * power).find((step) => step >= wanted) ?? 10 * power;
}

/** A distance in words: 500 m, 10 km. */
export function distanceWords(metres: number): string {
  return metres >= 1000 ? `${shown(metres / 1000)}\u202fkm` : `${shown(metres)}\u202fm`;
}

type Draw = (context: CanvasRenderingContext2D, sight: Sight) => void;

/** The lines, under everything. */
export function gridLayer(): Layer {
  return layer(lines, 0);
}

/** The numbers, the scale and the north, over everything. */
export function edgeLayer(): Layer {
  return layer(edges, 90);
}

/** A layer of a canvas of its own. */
function layer(draw: Draw, zIndex: number): Layer {
  const canvas = document.createElement('canvas');
  canvas.className = 'ol-layer grid';
  return new Layer({ zIndex, render: (frame) => drawn(canvas, frame, draw) });
}

function drawn(canvas: HTMLCanvasElement, frame: FrameState, draw: Draw): HTMLElement {
  const [width = 0, height = 0] = frame.size;
  const ratio = frame.pixelRatio;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext('2d');
  if (context) {
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const { center, resolution } = frame.viewState;
    const [x = 0, y = 0] = center;
    draw(context, { left: x - (width / 2) * resolution, top: y + (height / 2) * resolution, width, height, resolution, step: gridStep(resolution) });
  }
  return canvas;
}

/** What is in sight. */
interface Sight {
  left: number;
  top: number;
  width: number;
  height: number;
  resolution: number;
  step: number;
}

function* along(from: number, length: number, step: number): Generator<number> {
  for (let at = Math.ceil(from / step) * step; at < from + length; at += step) yield at;
}

function lines(context: CanvasRenderingContext2D, { left, top, width, height, resolution, step }: Sight): void {
  context.strokeStyle = colour('grid');
  context.lineWidth = 1;
  context.beginPath();
  for (const x of along(left, width * resolution, step)) {
    const at = Math.round((x - left) / resolution) + 0.5;
    context.moveTo(at, 0);
    context.lineTo(at, height);
  }
  for (const y of along(top - height * resolution, height * resolution, step)) {
    const at = Math.round((top - y) / resolution) + 0.5;
    context.moveTo(0, at);
    context.lineTo(width, at);
  }
  context.stroke();
}

function edges(context: CanvasRenderingContext2D, { left, top, width, height, resolution, step }: Sight): void {
  context.font = '11px "Noto Sans", "Segoe UI", system-ui, "Liberation Sans", Arial, sans-serif';
  context.lineJoin = 'round';
  const write = (text: string, x: number, y: number) => {
    context.strokeStyle = colour('land');
    context.lineWidth = 3;
    context.strokeText(text, x, y);
    context.fillStyle = colour('ink2');
    context.fillText(text, x, y);
  };
  context.textAlign = 'left';
  for (const x of along(left, width * resolution, step)) {
    const at = (x - left) / resolution;
    if (at > 40 && at < width - 60) write(rd(x), at + 3, 12);
  }
  for (const y of along(top - height * resolution, height * resolution, step)) {
    const at = (top - y) / resolution;
    if (at > 24 && at < height - 44) write(rd(y), 3, at - 3);
  }
  const long = step / resolution;
  const [right, low] = [width - 20, height - 16];
  context.strokeStyle = colour('land');
  context.lineWidth = 5;
  const bar = () => {
    context.beginPath();
    context.moveTo(right - long, low - 6);
    context.lineTo(right - long, low);
    context.lineTo(right, low);
    context.lineTo(right, low - 6);
    context.moveTo(right - long - 22, low);
    context.lineTo(right - long - 22, low - 22);
    context.moveTo(right - long - 26, low - 16);
    context.lineTo(right - long - 22, low - 23);
    context.lineTo(right - long - 18, low - 16);
    context.stroke();
  };
  bar();
  context.strokeStyle = colour('ink');
  context.lineWidth = 1.6;
  bar();
  context.textAlign = 'right';
  write(distanceWords(step), right, low - 10);
  context.textAlign = 'left';
  write('0', right - long - 3, low - 10);
  context.textAlign = 'center';
  write(w('north'), right - long - 22, low - 27);
}
