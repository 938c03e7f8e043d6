import { type Local, local } from "../patrol/places";
import type { Place } from "../patrol/locator";
import type { Pack, Position, Route, Spot, Stop } from "../patrol/pack";
import { words } from "../words";

const WIDTH = 360;
const HEIGHT = 230;
const MARGIN = 26;

interface MapProps {
  pack: Pack;
  beat: string;
  route: Route;
  next: Stop | undefined;
  whole: boolean;
  place: Place | undefined;
  track?: Position[];
}

/** The route as lines on an empty ground: a few kilobytes, and there without a signal. */
export function RouteMap({ pack, beat, route, next, whole, place, track }: MapProps) {
  const spots = route.stops.flatMap(({ spot }) => pack.spots.find(({ id }) => id === spot) ?? []);
  // Numbers as in the list of visits: names would lie over each other.
  const numbered = route.stops.flatMap(({ spot }, index) => {
    const place = pack.spots.find(({ id }) => id === spot);
    return place ? [[place, index + 1] as const] : [];
  });
  const target = pack.spots.find(({ id }) => id === next?.spot);
  const base = pack.bases.find((each) => each.beat === beat);
  const own: Position[] = place ? [[place.lon, place.lat]] : [];
  const seen = whole || !next ? everything(route, spots, base) : [...next.way, ...ring(target)];
  const frame = framing([...seen, ...own, ...(track ?? [])]);
  if (!frame) return null;
  const path = (points: Position[]) => points.map((point) => pair(frame(point))).join(" ");
  const title = next && !whole ? words("map.title", { place: next.name }) : words("map.whole");
  return (
    <svg class="map" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      {route.stops.map((stop) => (
        <polyline key={stop.id} class="way" points={path(stop.way)} />
      ))}
      <polyline class="way" points={path(route.home)} />
      {spots.map((spot) => (
        <polygon key={spot.id} class={spot === target ? "spot target" : "spot"} points={path(spot.outline)} />
      ))}
      {next && <polyline class="way next" points={path(next.way)} />}
      {track && <polyline class="track" points={path(track)} />}
      {base && <Mark at={frame([base.lon, base.lat])} look="base" />}
      {whole && numbered.map(([spot, number]) => <Number key={spot.id} at={frame([spot.lon, spot.lat])} number={number} />)}
      {!whole && target && <Label at={frame([target.lon, target.lat])} name={target.name} />}
      {own.map((point) => (
        <Mark key="own" at={frame(point)} look="own" />
      ))}
      <text class="north" x={WIDTH - 16} y={20}>
        ↑ {words("map.north")}
      </text>
    </svg>
  );
}

function Mark({ at, look }: { at: Local; look: string }) {
  return look === "base" ? (
    <rect class="base" x={at.x - 6} y={at.y - 6} width={12} height={12} />
  ) : (
    <circle class={look} cx={at.x} cy={at.y} r={9} />
  );
}

function Number({ at, number }: { at: Local; number: number }) {
  return (
    <text class="number" x={at.x} y={at.y + 6}>
      {number}
    </text>
  );
}

const LETTER = 8.6; // about the width of a letter of a label, in the drawing's units

/** A name beside its mark; above it, within the drawing, where it is too long for either side. */
function Label({ at, name }: { at: Local; name: string }) {
  const wide = name.length * LETTER;
  const end = at.x > WIDTH / 2;
  if (wide + 16 > (end ? at.x : WIDTH - at.x)) {
    const middle = Math.min(Math.max(at.x, wide / 2 + 4), WIDTH - wide / 2 - 4);
    return (
      <text class="label" x={middle} y={at.y > 30 ? at.y - 14 : at.y + 26} text-anchor="middle">
        {name}
      </text>
    );
  }
  return (
    <text class="label" x={at.x + (end ? -12 : 12)} y={at.y + 4} text-anchor={end ? "end" : "start"}>
      {name}
    </text>
  );
}

function everything(route: Route, spots: Spot[], base: { lon: number; lat: number } | undefined): Position[] {
  const ways = [...route.stops.flatMap(({ way }) => way), ...route.home];
  return [...ways, ...spots.flatMap((spot) => ring(spot)), ...(base ? [[base.lon, base.lat] as Position] : [])];
}

function ring(spot: Spot | undefined): Position[] {
  return spot ? [...spot.outline, [spot.lon, spot.lat]] : [];
}

function pair(point: Local): string {
  return `${point.x.toFixed(1)},${point.y.toFixed(1)}`;
}

/** A function from degrees to the drawing, such that all the points fit and north is up. */
function framing(points: Position[]): ((point: Position) => Local) | undefined {
  const origin = points[0];
  if (!origin) return undefined;
  const flat = points.map((point) => local(origin, point));
  const xs = flat.map(({ x }) => x);
  const ys = flat.map(({ y }) => y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const wide = Math.max(60, Math.max(...xs) - left);
  const tall = Math.max(40, Math.max(...ys) - top);
  const scale = Math.min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / tall);
  const [dx, dy] = [(WIDTH - wide * scale) / 2, (HEIGHT - tall * scale) / 2];
  return (point) => {
    const { x, y } = local(origin, point);
    return { x: (x - left) * scale + dx, y: (y - top) * scale + dy };
  };
}
