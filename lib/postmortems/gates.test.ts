import { describe, expect, test } from "vitest";
import { approvalGates } from "./gates";

const at = (time: string) => `2026-03-11T${time}.000000Z`;
const named = (name: "started" | "detected" | "contained", time: string) => ({
  name,
  at: at(time),
  precision: "exact" as const,
});
const good = {
  phase: "contained" as const,
  openWindows: 0,
  times: [named("started", "14:00:00"), named("detected", "15:00:00")],
  now: at("18:00:00"),
  emptySections: [],
  outdated: [],
  newerEntries: [],
  latest: null,
  tasks: [],
};
const unmet = (facts: Parameters<typeof approvalGates>[0]) => approvalGates(facts).filter((gate) => !gate.met);

describe("before approval", () => {
  test("nothing is missing where everything is so", () => {
    expect(unmet(good)).toEqual([]);
    expect(unmet({ ...good, phase: "closed" })).toEqual([]);
  });

  test("the incident has to be contained", () => {
    for (const phase of ["triage", "active"] as const) {
      expect(unmet({ ...good, phase }).map(({ gate }) => gate)).toEqual(["contained"]);
    }
  });

  test("named times may not contradict each other nor lie ahead, and those that do are named", () => {
    const times = [named("started", "15:00:00"), named("detected", "14:00:00"), named("contained", "19:00:00")];
    const [line] = unmet({ ...good, times });
    expect(line?.gate).toBe("times_agree");
    expect(line?.message).toContain("“contained” lies in the future");
    expect(line?.message).toContain("“detected” lies before “started”");
  });

  test("what people wrote before a fact changed is named, with the fact as it was and as it is", () => {
    const changes = [{ before: "Contained 15:00.", now: "Contained 16:30." }];
    const [line] = unmet({ ...good, outdated: [{ title: "What happened", outdated: changes }] });
    expect(line?.gate).toBe("written_current");
    expect(line?.message).toContain("What happened (“Contained 15:00.” is now “Contained 16:30.”)");
  });

  test("what was recorded since the text was generated is said", () => {
    const newerEntries = [
      { what: "task", count: 2 },
      { what: "named time", count: 1 },
    ];
    expect(unmet({ ...good, newerEntries })[0]?.message).toMatch(
      /^Facts changed since the text was generated: task \(2 times\), named time\. /,
    );
  });
});
