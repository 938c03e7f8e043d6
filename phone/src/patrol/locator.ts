/** The phone's position, read only while a shift is running. */
import type { Payload } from "../outbox/items";

export interface Place {
  lon: number;
  lat: number;
  accuracy: number;
  speed: number | null;
  heading: number | null;
  /** The phone's clock when the position was read, ms. */
  at: number;
}

export class Locator {
  place: Place | undefined;
  denied = false;
  private watch: number | undefined;

  constructor(private readonly changed: (place: Place | undefined) => void) {}

  start(): void {
    if (this.watch !== undefined || !("geolocation" in navigator)) return;
    this.watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        this.denied = false;
        this.place = {
          lon: coords.longitude,
          lat: coords.latitude,
          accuracy: coords.accuracy,
          speed: coords.speed,
          heading: coords.heading,
          at: Date.now(),
        };
        this.changed(this.place);
      },
      (error) => {
        this.denied = error.code === error.PERMISSION_DENIED;
        this.changed(undefined);
      },
      { enableHighAccuracy: true, maximumAge: 5_000 },
    );
  }

  /** Stop, and forget the last position: outside a shift there is none. */
  stop(): void {
    if (this.watch !== undefined) navigator.geolocation.clearWatch(this.watch);
    this.watch = undefined;
    this.place = undefined;
  }

  /** The position for an event's payload, when there is a fresh one. */
  forEvent(now: number): Payload {
    if (!this.place || Math.abs(now - this.place.at) > 60_000) return {};
    const { lon, lat, accuracy } = this.place;
    return { lon: rounded(lon, 6), lat: rounded(lat, 6), accuracy: rounded(accuracy, 1) };
  }
}

export function fixPayload(place: Place): Payload {
  const payload: Payload = {
    lon: rounded(place.lon, 6),
    lat: rounded(place.lat, 6),
    accuracy: rounded(place.accuracy, 1),
  };
  if (place.speed !== null && place.speed >= 0) payload["speed"] = rounded(place.speed, 2);
  if (place.heading !== null && place.heading >= 0) payload["heading"] = rounded(place.heading, 0);
  return payload;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
