import type { At } from "@/db/seed/day-clock";
import type { Step } from "@/db/seed/step";
import { AddDataInput, type AddDataRequest } from "@/lib/data/inputs";
import { addData } from "@/lib/data/server/add-data";

/** What data was concerned, as somebody listed it. */
export function dataSteps(at: At, when: string, items: readonly AddDataRequest[]): Step[] {
  return items.map((item) => {
    const input = AddDataInput.parse(item);
    return { at: at(when), by: "responder", run: (ctx, ref) => addData(ctx, ref, input) };
  });
}
