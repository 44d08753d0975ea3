import { expect, test } from "vitest";
import type { Instant } from "@/lib/time/instant";
import { type ClockFacts, clockOf, isUndecided, summarise } from "./clocks";
import type { Rule } from "./model";
import { RULES, ruleOf } from "./rules";
import { holidaysOf } from "./server/holidays";

const at = (text: string): Instant => `${text}:00.000000Z`;
const rule = (id: string): Rule => {
  const found = ruleOf(id);
  if (!found) throw new Error(`no rule ${id}`);
  return found;
};
const named = (name: ClockFacts["times"][number]["name"], when: string) => ({
  name,
  at: at(when),
  precision: "exact" as const,
});
const facts = (part: Partial<ClockFacts>): ClockFacts => ({
  now: at("2026-11-24T12:00"),
  times: [],
  decisions: [],
  submissions: [],
  ...part,
});
const clock = (id: string, part: Partial<ClockFacts>) => clockOf(rule(id), facts(part), holidaysOf);

test.each([
  ["cert-in", "2026-03-12T02:05:00.000000Z", null],
  ["nis2-early-warning", "2026-03-12T20:05:00.000000Z", null],
  ["gdpr-33", "2026-03-14T20:05:00.000000Z", null],
  ["ca-1798-82-residents", "2026-04-11T06:59:59.999999Z", "2026-04-10"],
  ["hipaa-individuals", "2026-05-11T03:59:59.999999Z", "2026-05-10"],
])("aware on 11 March 2026 at 20:05 UTC, %s is due at %s", (id, dueAt, dueOn) => {
  expect(clock(id, { times: [named("aware", "2026-03-11T20:05")] })).toMatchObject({ dueAt, dueOn });
});

test("materiality determined on the day before Thanksgiving is due on Wednesday of the next week", () => {
  const { dueOn } = clock("sec-8k-105", { times: [named("materiality_determined", "2026-11-25T15:00")] });
  expect(dueOn).toBe("2026-12-02");
});

test("DORA's four hours end at 24 hours from becoming aware", () => {
  const times = [named("aware", "2026-11-23T10:00"), named("classified_major", "2026-11-24T08:00")];
  expect(clock("dora-initial", { times })).toMatchObject({ dueAt: at("2026-11-24T10:00"), capped: true });
});

test("what is classified later than 24 hours after becoming aware has its four hours", () => {
  const times = [named("aware", "2026-11-23T10:00"), named("classified_major", "2026-11-24T16:00")];
  expect(clock("dora-initial", { times })).toMatchObject({ dueAt: at("2026-11-24T20:00"), capped: false });
});

test("a phase that starts on a submission waits for it, from the first or the latest as its rule says", () => {
  expect(clock("dora-intermediate", { times: [named("aware", "2026-11-23T10:00")] }).clock).toBe("waiting");
  const submissions = [
    { rule: "dora-initial", at: at("2026-11-20T10:00") },
    { rule: "dora-initial", at: at("2026-11-21T10:00") },
    { rule: "dora-intermediate", at: at("2026-12-20T10:00") },
    { rule: "dora-intermediate", at: at("2026-12-31T10:00") },
  ];
  expect(clock("dora-intermediate", { submissions }).triggerAt).toBe(at("2026-11-20T10:00"));
  expect(clock("dora-final", { submissions }).dueOn).toBe("2027-01-31");
});

test("a time that nobody recorded starts no clock, whatever else is known", () => {
  const times = [named("declared", "2026-11-20T10:00"), named("detected", "2026-11-20T09:00")];
  expect(clock("gdpr-33", { times })).toMatchObject({ clock: "waiting", triggerAt: null, dueAt: null });
  const unknown = [{ name: "aware", at: at("2026-11-20T10:00"), precision: "unknown" } as const];
  expect(clock("gdpr-33", { times: unknown }).clock).toBe("waiting");
});

test("a rule that is not in force at its trigger is never due", () => {
  const times = [named("aware", "2026-03-11T20:05"), named("determined", "2026-03-11T20:05")];
  for (const id of ["ai-act-73-annex-iii", "cra-early-warning", "ny-raise", "dpdp-7"]) {
    expect(clock(id, { times })).toMatchObject({ clock: "off", standing: "not_yet_in_force", dueAt: null });
  }
});

test("what a law of later says does not reach back to an incident that was known before", () => {
  const state = clock("cra-final-vulnerability", { times: [named("aware", "2026-03-11T20:05")] });
  expect(state).toMatchObject({ clock: "off", standing: "not_yet_in_force" });
  expect(clock("cra-final-vulnerability", {}).clock).toBe("waiting");
});

test("the day from which a rule is in force is a day of its zone", () => {
  const before = clock("cra-early-warning", { times: [named("aware", "2026-09-10T21:59")] });
  const after = clock("cra-early-warning", { times: [named("aware", "2026-09-10T22:00")] });
  expect([before.standing, after.standing]).toEqual(["not_yet_in_force", "in_force"]);
});

test("pending and proposed rules are off, and there is nothing to decide about them", () => {
  const times = [named("aware", "2026-11-20T10:00"), named("determined", "2026-11-20T10:00")];
  for (const id of ["circia", "uk-csrb-initial", "uk-csrb-full"]) {
    const state = clock(id, { times });
    expect(state).toMatchObject({ clock: "off", dueAt: null });
    expect(isUndecided(state)).toBe(false);
  }
});

test("a clock runs on until something is handed in or somebody signs that it does not apply", () => {
  const times = [named("aware", "2026-11-20T10:00"), named("contained", "2026-11-20T11:00")];
  const closed = [...times, named("resolved", "2026-11-20T12:00"), named("closed", "2026-11-20T13:00")];
  expect(clock("gdpr-33", { times: closed }).clock).toBe("overdue");
  const applies = [{ rule: "gdpr-33", decision: "applies" as const }];
  expect(clock("gdpr-33", { times, decisions: applies }).clock).toBe("overdue");
  const not = [{ rule: "gdpr-33", decision: "does_not_apply" as const }];
  expect(clock("gdpr-33", { times, decisions: not }).clock).toBe("not_applicable");
  const submissions = [{ rule: "gdpr-33", at: at("2026-11-23T10:00") }];
  expect(clock("gdpr-33", { times, submissions })).toMatchObject({ clock: "submitted", inTime: true });
  const late = [{ rule: "gdpr-33", at: at("2026-11-23T10:01") }];
  expect(clock("gdpr-33", { times, submissions: late })).toMatchObject({ clock: "submitted", inTime: false });
});

test("the same facts inside one company get different answers by regime", () => {
  const times = [named("aware", "2026-03-11T20:05")];
  const now = at("2026-03-11T21:00");
  expect(clock("gdpr-33", { now, times })).toMatchObject({ clock: "running", decision: "undecided" });
  expect(rule("gdpr-33").exceptions[0]?.text).toContain("on the risk");
  expect(rule("pdpa-26d").exceptions.map(({ fits }) => fits)).toContain("within_organisation");
  expect(clock("ai-act-73-annex-iii", { now, times }).standing).toBe("not_yet_in_force");
  expect(clock("sec-8k-105", { now, times })).toMatchObject({ clock: "waiting", dueAt: null });
  expect(clock("cert-in", { now, times }).dueAt).toBe(at("2026-03-12T02:05"));
});

test("a duty is due at once when its link is established, and at the latest when its days are over", () => {
  const times = [named("aware", "2027-12-10T10:00"), named("causal_link_established", "2027-12-11T10:00")];
  expect(clock("ai-act-73-annex-iii", { now: at("2027-12-11T12:00"), times })).toMatchObject({
    clock: "running",
    immediately: true,
    dueOn: "2027-12-25",
  });
});

test("the summary names what runs out next, and what ran out undecided apart from what applies", () => {
  const part = {
    now: at("2026-11-24T12:00"),
    times: [named("aware", "2026-11-24T05:00")],
    decisions: [{ rule: "gdpr-33", decision: "applies" as const }],
  };
  const all = RULES.map((one) => ({ ...clockOf(one, facts(part), holidaysOf), rule: one.id, title: one.regime }));
  const summary = summarise(all);
  expect(summary.next).toMatchObject({ rule: "nis2-early-warning", dueAt: at("2026-11-25T05:00") });
  expect(summary).toMatchObject({ overdue: 0, overdueUndecided: 1, applies: 1, decided: true });
});

test("every rule has an id of its own, and starts on a time or on a rule that is there", () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
  const lost = RULES.filter(({ startsOn }) => "submissionOf" in startsOn && !ruleOf(startsOn.submissionOf));
  expect(lost).toEqual([]);
});
