export interface EventKey {
  sourceNo: number;
  record: number;
  sub: number;
}

/** An event is named by its source, its record in it and, where a record holds several, which: `3-120`, `3-120-2`. */
export function eventId({ sourceNo, record, sub }: EventKey): string {
  return sub === 0 ? `${sourceNo}-${record}` : `${sourceNo}-${record}-${sub}`;
}

export function parseEventId(id: string): EventKey | null {
  const [sourceNo = 0, record = 0, sub = 0] = id.split("-").map(Number);
  const inRange = [sourceNo, record].every((n) => Number.isInteger(n) && n <= 2_147_483_647) && sub <= 32_767;
  return inRange ? { sourceNo, record, sub } : null;
}
