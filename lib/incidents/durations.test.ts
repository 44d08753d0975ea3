import { describe, expect, it } from "vitest";
import { durationBetween, hasHappened, impossibleOrders } from "./durations";

const named = (
  name: "started" | "detected" | "declared" | "contained",
  at: string,
  precision: "exact" | "hour" | "unknown" = "exact",
) => ({
  name,
  at: `2026-03-11T${at}:00.000000Z`,
  precision,
});

describe("the time between two named times", () => {
  it("is recorded when both are named", () => {
    const times = [named("started", "14:06"), named("detected", "15:36")];
    expect(durationBetween(times, "started", "detected", true)).toEqual({
      state: "recorded",
      ms: 5_400_000,
      approximate: false,
    });
  });

  it("says that it is approximate when an end is known to the hour only", () => {
    const times = [named("started", "14:00", "hour"), named("detected", "15:36")];
    expect(durationBetween(times, "started", "detected", true)).toMatchObject({ approximate: true });
  });

  it("is pending while its end has not come", () => {
    expect(durationBetween([named("declared", "15:41")], "declared", "contained", false)).toEqual({ state: "pending" });
  });

  it("is unknown, and names what is missing, where the time must have been", () => {
    expect(durationBetween([named("detected", "15:36")], "started", "detected", true)).toEqual({
      state: "unknown",
      missing: "started",
    });
    expect(
      durationBetween([named("started", "14:06", "unknown"), named("detected", "15:36")], "started", "detected", true),
    ).toEqual({
      state: "unknown",
      missing: "started",
    });
  });

  it("does not apply, and says so in words, to what was contained before it was declared", () => {
    const times = [named("declared", "15:36"), named("contained", "15:16")];
    expect(durationBetween(times, "declared", "contained", false)).toEqual({
      state: "not_applicable",
      reason: "contained 20 m before it was declared",
    });
    expect(impossibleOrders(times)).toEqual([]);
  });

  it("is impossible where containment lies before the start, even though that length is not shown", () => {
    const times = [named("started", "15:36"), named("declared", "16:00"), named("contained", "15:16")];
    expect(impossibleOrders(times).map(({ to }) => to)).toEqual(["contained"]);
  });

  it("is unknown, not pending, once the phase says that its end has been and nobody named when", () => {
    expect([hasHappened("contained", "active"), hasHappened("contained", "resolved")]).toEqual([false, true]);
    expect([hasHappened("resolved", "contained"), hasHappened("resolved", "closed")]).toEqual([false, true]);
    const happened = hasHappened("contained", "resolved");
    expect(durationBetween([named("declared", "15:41")], "declared", "contained", happened)).toEqual({
      state: "unknown",
      missing: "contained",
    });
  });

  it("is a mistake to correct when the end lies before the start", () => {
    const times = [named("started", "15:36"), named("detected", "14:06")];
    expect(durationBetween(times, "started", "detected", true)).toMatchObject({ state: "invalid" });
  });
});
