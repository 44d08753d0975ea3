import type * as z from "zod";
import type { At } from "@/db/seed/day-clock";
import type { Step } from "@/db/seed/step";
import { LinkAiSystemInput, RegisterAiSystemInput } from "@/lib/agents/inputs";
import { linkAiSystem } from "@/lib/agents/server/incident-ai-systems";
import { registerAiSystem } from "@/lib/agents/server/register-ai-system";

export interface AiSystem {
  registered: string;
  linked: string;
  system: z.input<typeof RegisterAiSystemInput>;
}

/** An AI system as it stood, and that it caused the incident. `id` says which it is, once it is registered. */
export function aiSystemSteps(at: At, { registered, linked, system }: AiSystem): { steps: Step[]; id: () => string } {
  let id = "";
  const input = RegisterAiSystemInput.parse(system);
  const register: Step["run"] = async (ctx) => {
    id = (await registerAiSystem(ctx, input)).id;
  };
  const link: Step["run"] = (ctx, ref) =>
    linkAiSystem(ctx, ref, LinkAiSystemInput.parse({ aiSystem: id, role: "caused" }));
  const steps: Step[] = [
    { at: at(registered), by: "responder", run: register },
    { at: at(linked), by: "responder", run: link },
  ];
  return { steps, id: () => id };
}
