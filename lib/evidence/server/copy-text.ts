const PIECE = 512 * 1024;

/** Text on its way into COPY as bytes: strings that were written down need not be kept. */
export class CopyText {
  private full: Buffer[] = [];
  private current: Buffer | null = null;
  private used = 0;

  add(text: string): void {
    // A UTF-16 unit becomes three bytes at most.
    if (!this.current || this.used + text.length * 3 > this.current.length) this.roll(text.length * 3);
    if (this.current) this.used += this.current.write(text, this.used, "utf8");
  }

  /** What was written, which is then no longer here. */
  take(): Buffer[] {
    this.roll(0);
    const taken = this.full;
    this.full = [];
    return taken;
  }

  private roll(atLeast: number): void {
    if (this.current && this.used > 0) this.full.push(this.current.subarray(0, this.used));
    this.current = atLeast > 0 ? Buffer.allocUnsafe(Math.max(PIECE, atLeast)) : null;
    this.used = 0;
  }
}
