// Time with the page in sight. `now` is performance.now(): it never jumps with the clock of the phone.

/** A stopwatch that is told the time: it runs, rests, and knows how much has gone. */
export class Watch {
  private since: number | null = null;

  constructor(private spent = 0) {}

  run(now: number): void {
    this.since ??= now;
  }

  rest(now: number): void {
    this.spent = this.read(now);
    this.since = null;
  }

  read(now: number): number {
    return this.spent + (this.since === null ? 0 : Math.max(0, now - this.since));
  }

  get runs(): boolean {
    return this.since !== null;
  }
}

/** Time spent on each question, all visits together, hidden pages left out. */
export class Visits {
  private readonly watches = new Map<string, Watch>();
  private current: Watch | null = null;

  constructor(private readonly now: () => number) {}

  enter(item: string, before = 0): void {
    this.leave();
    const watch = this.watches.get(item) ?? new Watch(before);
    this.watches.set(item, watch);
    this.current = watch;
    if (!document.hidden) watch.run(this.now());
  }

  leave(): void {
    this.current?.rest(this.now());
    this.current = null;
  }

  seen(visible: boolean): void {
    if (visible) this.current?.run(this.now());
    else this.current?.rest(this.now());
  }

  spent(item: string): number {
    return this.watches.get(item)?.read(this.now()) ?? 0;
  }
}
