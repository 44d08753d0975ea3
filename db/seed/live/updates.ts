import type { Step } from "@/db/seed/step";
import type { Instant } from "@/lib/time/instant";
import { SendUpdateInput } from "@/lib/updates/inputs";
import { sendUpdate } from "@/lib/updates/server/send-update";

/** Two updates, and a promise that is due soon after the first start. */
export function updateSteps(ago: (minutes: number) => Instant): Step[] {
  const first = SendUpdateInput.parse({
    audience: "responders",
    state: "Active: the pay review site is readable for everybody",
    body: "What we know:\n- The workplace assistant quotes from the pay review site.\n- The site lost its permissions in a move.\n\nWhat we do not know yet:\n- Since when, and who has seen it.\n\nWhat happens next:\n- The assistant is cut off from the site, then the site is closed.",
    nextAt: ago(5),
  });
  const second = SendUpdateInput.parse({
    audience: "everyone",
    state: "A site with pay data is open; please do not use it",
    body: "What we know:\n- A site with this year's pay review can be read by everybody in the company, and the workplace assistant quotes from it.\n\nWhat we do not know yet:\n- Who has read it.\n\nWhat happens next:\n- The site is being closed. Please do not open it, and do not ask the assistant about pay.",
    nextAt: ago(-18),
  });
  return [
    { at: ago(27), by: "commander", run: (ctx, ref) => sendUpdate(ctx, ref, first) },
    { at: ago(10), by: "commander", run: (ctx, ref) => sendUpdate(ctx, ref, second) },
  ];
}
