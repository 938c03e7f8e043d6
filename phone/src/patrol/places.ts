/** Distances on the ground, near enough for a town: a degree of longitude shrinks with latitude. */
import type { Position } from "./pack";

const METRES = 111_320;

export interface Local {
  x: number;
  y: number;
}

/** Metres east and south of an origin. */
export function local(origin: Position, [lon, lat]: Position): Local {
  const shrink = Math.cos((origin[1] * Math.PI) / 180);
  return { x: (lon - origin[0]) * METRES * shrink, y: (origin[1] - lat) * METRES };
}

/** Metres from a point to an outline; 0 inside it. */
export function distanceTo(point: Position, outline: Position[]): number {
  const ring = outline.map((corner) => local(point, corner));
  let inside = false;
  let nearest = Infinity;
  for (let index = 0; index < ring.length; index += 1) {
    const a = ring[index]!;
    const b = ring[(index + 1) % ring.length]!;
    if (a.y > 0 !== b.y > 0 && 0 < a.x + ((0 - a.y) / (b.y - a.y)) * (b.x - a.x)) inside = !inside;
    nearest = Math.min(nearest, toSegment(a, b));
  }
  return inside ? 0 : nearest;
}

/** Metres from the origin to the line between two points. */
function toSegment(a: Local, b: Local): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(a.x * dx + a.y * dy) / square));
  return Math.hypot(a.x + share * dx, a.y + share * dy);
}
