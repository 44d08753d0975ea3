import type { Instant } from "@/lib/time/instant";

const PIECE = 512 * 1024;
const HEAD = Buffer.concat([Buffer.from("PGCOPY\n\xff\r\n\0", "latin1"), Buffer.alloc(8)]);
const END = Buffer.from([0xff, 0xff]);
const MICROS_A_SECOND = 1_000_000;
const TWO_TO_32 = 4_294_967_296;

/** An id that may not be known yet: 0 until it is. */
export interface LateId {
  id: number;
}

/** Where a late id belongs once it is known. */
interface Gap {
  view: DataView;
  at: number;
  late: LateId;
}

/** What a binary COPY takes before and after its rows. */
export function asBinaryCopy(pieces: readonly Buffer[]): Buffer[] {
  return [HEAD, ...pieces, END];
}

/**
 * Rows on their way into a binary COPY, field by field. Numbers are written where they stay, so that an id that is not
 * known yet leaves a gap of its own size and nothing else waits for it.
 */
export class CopyRows {
  private full: Buffer[] = [];
  private bytes: Buffer = Buffer.alloc(0);
  private view: DataView = new DataView(new ArrayBuffer(0));
  private at = 0;
  private gaps: Gap[] = [];

  /** Begins a row of so many fields that takes at most so many bytes. */
  row(fields: number, atMost: number): void {
    if (this.at + atMost + 2 > this.bytes.length) this.roll(atMost + 2);
    this.view.setInt16(this.at, fields);
    this.at += 2;
  }

  nothing(): void {
    this.view.setInt32(this.at, -1);
    this.at += 4;
  }

  int2(value: number): void {
    this.view.setInt32(this.at, 2);
    this.view.setInt16(this.at + 4, value);
    this.at += 6;
  }

  int4(value: number): void {
    this.view.setInt32(this.at, 4);
    this.view.setInt32(this.at + 4, value);
    this.at += 8;
  }

  /** A safe integer. */
  int8(value: number): void {
    const high = Math.floor(value / TWO_TO_32);
    this.view.setInt32(this.at, 8);
    this.view.setInt32(this.at + 4, high);
    this.view.setUint32(this.at + 8, value - high * TWO_TO_32);
    this.at += 12;
  }

  late(word: LateId | null): void {
    if (word === null) {
      this.nothing();
      return;
    }
    this.view.setInt32(this.at, 4);
    this.lateValue(this.at + 4, word);
    this.at += 8;
  }

  /** An int4[]; null where it is empty. */
  lateList(words: readonly LateId[]): void {
    if (words.length === 0) {
      this.nothing();
      return;
    }
    const { view } = this;
    const start = this.at;
    view.setInt32(start, 20 + words.length * 8);
    view.setInt32(start + 4, 1); // dimensions
    view.setInt32(start + 8, 0); // no nulls
    view.setInt32(start + 12, 23); // of int4
    view.setInt32(start + 16, words.length);
    view.setInt32(start + 20, 1); // first index
    this.at = start + 24;
    for (const word of words) this.late(word);
  }

  /** Bytes given as a string of one character each. */
  latin1(value: string): void {
    this.view.setInt32(this.at, value.length);
    this.at += 4;
    for (let i = 0; i < value.length; i++) this.bytes[this.at++] = value.charCodeAt(i);
  }

  text(value: string | null): void {
    if (value === null) {
      this.nothing();
      return;
    }
    const start = this.at + 4;
    let at = start;
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      if (code > 0x7f) {
        at = start + this.bytes.write(value, start, "utf8");
        break;
      }
      this.bytes[at++] = code;
    }
    this.view.setInt32(start - 4, at - start);
    this.at = at;
  }

  /** A moment as `microsSince2000` answers it. */
  timestamp(micros: number | bigint): void {
    if (typeof micros === "number") {
      this.int8(micros);
      return;
    }
    this.view.setInt32(this.at, 8);
    this.view.setBigInt64(this.at + 4, micros);
    this.at += 12;
  }

  /** Puts in the ids that were not known; every one of them is by now. */
  fill(): void {
    for (const { view, at, late } of this.gaps) view.setInt32(at, late.id);
    this.gaps = [];
  }

  /** What was written, which is then no longer here. */
  take(): Buffer[] {
    this.roll(0);
    const taken = this.full;
    this.full = [];
    return taken;
  }

  private lateValue(at: number, late: LateId): void {
    if (late.id === 0) this.gaps.push({ view: this.view, at, late });
    this.view.setInt32(at, late.id);
  }

  private roll(atLeast: number): void {
    if (this.at > 0) this.full.push(this.bytes.subarray(0, this.at));
    this.bytes = Buffer.allocUnsafeSlow(atLeast > 0 ? Math.max(PIECE, atLeast) : 0);
    this.view = new DataView(this.bytes.buffer);
    this.at = 0;
  }
}

/** An instant as PostgreSQL counts: a bigint where a number would not be exact. Null for what is no instant. */
export function microsSince2000(instant: Instant): number | bigint | null {
  const year = digits(instant, 0, 4);
  const month = digits(instant, 5, 7);
  const day = digits(instant, 8, 10);
  const seconds = digits(instant, 11, 13) * 3600 + digits(instant, 14, 16) * 60 + digits(instant, 17, 19);
  const fraction = digits(instant, 20, 26);
  if (instant.length !== 27 || !(year + month + day + seconds + fraction >= 0)) return null;
  const whole = daysSince2000(year, month, day) * 86_400 + seconds;
  const micros = whole * MICROS_A_SECOND + fraction;
  return Number.isSafeInteger(micros) ? micros : BigInt(whole) * 1_000_000n + BigInt(fraction);
}

/** NaN where there are others. */
function digits(text: string, from: number, until: number): number {
  let value = 0;
  for (let i = from; i < until; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** Of the Gregorian calendar, also before there was one. Years begin in March here, so that the odd day is the last. */
function daysSince2000(year: number, month: number, day: number): number {
  const years = month > 2 ? year : year - 1;
  const era = Math.floor(years / 400);
  const inEra = years - era * 400;
  const inYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + inEra * 365 + Math.floor(inEra / 4) - Math.floor(inEra / 100) + inYear - 730_425;
}
