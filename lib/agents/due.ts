import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import { ASSESSMENT_DUE_DAYS, STOP_TEST_DUE_DAYS } from "./model";
import type { AiSystemView, DueView } from "./views";

const DAY_MICROS = 86_400_000_000;

type System = Pick<AiSystemView, "id" | "name" | "status" | "assessment" | "assessed" | "lastStopTest">;

/** What of an AI system somebody has to see to: its access assessment, and whether its stop still works. */
export function dueOf(system: System, now: Instant): DueView[] {
  if (system.status === "retired") return [];
  const aiSystem = { id: system.id, name: system.name };
  const say = (kind: DueView["kind"], at: Instant | null): DueView => ({ aiSystem, kind, at });
  const due: DueView[] = [];
  const { assessment, assessed, lastStopTest, status } = system;
  if (assessment?.state === "asked") due.push(say("assessment_waits", null));
  if (assessed && assessment?.expiresAt && assessment.expiresAt < later(now, ASSESSMENT_DUE_DAYS)) {
    due.push(say("assessment_ends", assessment.expiresAt));
  }
  if (status !== "active") return due;
  if (!assessed && assessment?.state === "approved") due.push(say("assessment_over", assessment.expiresAt));
  else if (!assessed && assessment?.state !== "asked") due.push(say("assessment_none", null));
  if (lastStopTest?.outcome === "failed") due.push(say("stop_failed", lastStopTest.testedAt));
  else if (!lastStopTest || lastStopTest.testedAt < later(now, -STOP_TEST_DUE_DAYS)) {
    due.push(say("stop_untested", lastStopTest?.testedAt ?? null));
  }
  return due;
}

const ORDER: DueView["kind"][] = [
  "stop_failed",
  "assessment_over",
  "assessment_waits",
  "assessment_none",
  "assessment_ends",
  "stop_untested",
];

/** The worst first. */
export function inOrder(due: readonly DueView[]): DueView[] {
  return [...due].sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) || compare(a.at, b.at));
}

function compare(a: Instant | null, b: Instant | null): number {
  return (a ?? "") < (b ?? "") ? -1 : (a ?? "") > (b ?? "") ? 1 : 0;
}

function later(now: Instant, days: number): Instant {
  return microsToInstant(instantToMicros(now) + days * DAY_MICROS);
}
