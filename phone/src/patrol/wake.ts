/** Keep the screen on during a shift, where the phone allows it. */
export class Wake {
  private lock: { release(): Promise<void> } | undefined;
  on = false;

  async want(wanted: boolean): Promise<void> {
    const system = (navigator as { wakeLock?: { request(kind: "screen"): Promise<WakeLockSentinel> } }).wakeLock;
    if (!wanted) {
      await this.lock?.release().catch(() => undefined);
      this.lock = undefined;
      this.on = false;
    } else if (system && !this.lock && document.visibilityState === "visible") {
      try {
        const lock = await system.request("screen");
        this.lock = lock;
        this.on = true;
        lock.addEventListener("release", () => {
          this.lock = undefined;
          this.on = false;
        });
      } catch {
        // A low battery refuses it; the app says that GPS stops when the screen locks.
      }
    }
  }
}
