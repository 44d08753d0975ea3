import { describe, expect, it } from "vitest";
import type { IncidentView } from "@/lib/incidents/views";
import { groupChoices, stillFitting } from "./palette-choices";

const incident = (ref: string, title: string) => ({ ref, title, severity: null, phase: "active" }) as IncidentView;
const command = (group: string, label: string, more = {}) => ({ group, label, run: () => {}, ...more });

describe("what the palette offers", () => {
  it("never keeps a result of an earlier text that does not fit the new one", () => {
    const earlier = [incident("INC-4", "Agent posted a customer list"), incident("INC-1", "Forum answer")];
    expect(stillFitting("forum", earlier).map(({ ref }) => ref)).toEqual(["INC-1"]);
    expect(stillFitting("inc-4", earlier).map(({ ref }) => ref)).toEqual(["INC-4"]);
    expect(stillFitting("hand over a role", earlier)).toEqual([]);
  });

  it("puts incidents first and the page's own commands before the shell's", () => {
    const groups = groupChoices(
      "",
      [command("Go to", "Now"), command("Incident", "Change the title")],
      [incident("INC-1", "A")],
      () => {},
    );
    expect(groups.map(({ value }) => value)).toEqual(["Open incidents", "Incident", "Go to"]);
  });

  it("finds commands by every word of the text, in label, group and keywords, and leaves hidden ones out", () => {
    const commands = [
      command("View", "Theme: dark", { keywords: "light" }),
      command("List", "Next row", { hidden: true }),
    ];
    expect(groupChoices("light theme", commands, [], () => {}).flatMap(({ items }) => items)).toHaveLength(1);
    expect(groupChoices("next", commands, [], () => {})).toEqual([]);
  });
});
