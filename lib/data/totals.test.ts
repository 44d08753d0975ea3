import { describe, expect, test } from "vitest";
import { type CountedItem, type CountRange, totalsOf, totalText } from "./totals";

const known = (n: number): CountRange => ({ certainty: "known", low: n, high: n });
const estimate = (low: number, high: number): CountRange => ({ certainty: "estimate", low, high });
const unknown: CountRange = { certainty: "unknown", low: null, high: null };

function item(people: CountRange, records: CountRange = unknown, more: Partial<CountedItem> = {}): CountedItem {
  return { subjectKind: "customers", exposed: "yes", people, records, ...more };
}

describe("the totals of affected data", () => {
  test("without items there is no number", () => {
    const { people, records } = totalsOf([]);
    expect(people).toMatchObject({ low: null, high: null, counted: 0, unknown: 0 });
    expect(totalText(people)).toBe("none recorded");
    expect(totalText(records)).toBe("none recorded");
  });

  test("one item known exactly is that number", () => {
    const { people } = totalsOf([item(known(61_000))]);
    expect(people).toMatchObject({ low: 61_000, high: 61_000, exact: true });
    expect(totalText(people)).toBe("61,000");
  });

  test("people of several items may be the same people, so the range begins at the largest item", () => {
    const { people } = totalsOf([item(known(100)), item(known(40))]);
    expect(people).toMatchObject({ low: 100, high: 140, exact: false });
    expect(totalText(people)).toBe("100–140");
  });

  test("records are not shared, so they are summed at both ends", () => {
    const { records } = totalsOf([item(unknown, known(10)), item(unknown, estimate(5, 20))]);
    expect(records).toMatchObject({ low: 15, high: 30 });
    expect(totalText(records)).toBe("15–30");
  });

  test("an unknown item removes the upper bound and is counted in words, never as 0", () => {
    const { people } = totalsOf([item(estimate(300, 400)), item(unknown), item(unknown)]);
    expect(people).toMatchObject({ low: 300, high: null, counted: 1, unknown: 2 });
    expect(totalText(people)).toBe("at least 300, 2 items unknown");
  });

  test("with nothing but unknown items the total is unknown", () => {
    const { people } = totalsOf([item(unknown)]);
    expect(people).toMatchObject({ low: null, high: null });
    expect(totalText(people)).toBe("unknown, 1 item unknown");
  });

  test("an item that was ruled out counts for nothing, and is said", () => {
    const totals = totalsOf([item(known(5)), item(unknown, unknown, { exposed: "no" })]);
    expect(totals.ruledOut).toBe(1);
    expect(totals.people).toMatchObject({ low: 5, high: 5, unknown: 0 });
  });

  test("data about nobody has no people to be unknown", () => {
    const { people } = totalsOf([item(known(5)), item(unknown, known(1), { subjectKind: "none" })]);
    expect(people).toMatchObject({ low: 5, high: 5, unknown: 0, exact: true });
  });

  test("an estimate whose ends meet is still marked as an estimate", () => {
    expect(totalText(totalsOf([item(estimate(50, 50))]).people)).toBe("~50");
  });
});
