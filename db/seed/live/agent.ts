import type { Step } from "@/db/seed/step";
import { LinkAiSystemInput, RegisterAiSystemInput } from "@/lib/agents/inputs";
import { linkAiSystem } from "@/lib/agents/server/incident-ai-systems";
import { registerAiSystem } from "@/lib/agents/server/register-ai-system";
import { RequestActionInput, StartActionInput } from "@/lib/containment/inputs";
import { requestAction } from "@/lib/containment/server/request-action";
import { startAction } from "@/lib/containment/server/start-action";
import type { Instant } from "@/lib/time/instant";
import { ASSISTANT } from "./cast";

const REGISTERED = RegisterAiSystemInput.parse({
  name: ASSISTANT,
  purpose: "Answers from what the one who asks may read.",
  owner: "Workplace IT",
  vendor: "vendor of the office suite",
  tools: ["site.search", "mail.search"],
  classification: "confidential",
  autonomy: "acts_freely",
  approvalMode: "none",
  identities: [{ value: ASSISTANT }],
});

/** The assistant is named, and being cut off; nobody has stopped it. */
export function agentSteps(ago: (minutes: number) => Instant): Step[] {
  let [id, action] = ["", ""];
  const cut = RequestActionInput.parse({
    kind: "disable_tool",
    title: "Cut the assistant off from the pay review site",
  });
  const begin = StartActionInput.parse({
    execution: "by_hand",
    preservation: "harm_continues",
    preservationNote: "Its index is not copied; the answers are in the audit log.",
  });
  return [
    {
      at: ago(25),
      by: "responder",
      run: async (ctx) => {
        id = (await registerAiSystem(ctx, REGISTERED)).id;
      },
    },
    {
      at: ago(23),
      by: "responder",
      run: (ctx, ref) => linkAiSystem(ctx, ref, LinkAiSystemInput.parse({ aiSystem: id, role: "caused" })),
    },
    {
      at: ago(19),
      by: "commander",
      run: async (ctx, ref) => {
        action = (await requestAction(ctx, ref, { ...cut, aiSystem: id })).id;
      },
    },
    { at: ago(11), by: "responder", run: (ctx, ref) => startAction(ctx, ref, action, begin) },
  ];
}
