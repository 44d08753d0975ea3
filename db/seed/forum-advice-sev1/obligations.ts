import type { Step } from "@/db/seed/step";
import { NameTimeInput } from "@/lib/incidents/inputs";
import { nameTime } from "@/lib/incidents/server/name-time";
import { DecideObligationsInput, SubmitObligationInput } from "@/lib/obligations/inputs";
import { decideObligations } from "@/lib/obligations/server/decide-obligations";
import { submitObligation } from "@/lib/obligations/server/submit-obligation";
import type { Instant } from "@/lib/time/instant";

const on = (time: string): Instant => `2026-03-${time}.000000Z`;

const AWARE = NameTimeInput.parse({
  name: "aware",
  at: on("11T16:50:20"),
  basis: "The commander saw that restricted user data was open to every engineer.",
});

/** What was signed, and by which reason; all of it is synthetic. */
const DECIDED: readonly { at: string; rules: string[]; decision: "applies" | "does_not_apply"; reason: string }[] = [
  {
    at: "12T13:05:00",
    rules: ["gdpr-33"],
    decision: "applies",
    reason:
      "Employees without clearance read personal data, and for six minutes the logs say nothing. A risk to people can't be called unlikely.",
  },
  {
    at: "12T13:08:00",
    rules: ["gdpr-34"],
    decision: "does_not_apply",
    reason: "No high risk: the readers are employees, and no sign was found that data left the company.",
  },
  {
    at: "12T13:11:00",
    rules: ["pdpa-26d"],
    decision: "does_not_apply",
    reason: "Within the organisation only, which s 26B(4) deems not notifiable.",
  },
  {
    at: "12T13:14:00",
    rules: ["sec-8k-105"],
    decision: "does_not_apply",
    reason: "Northwind Labs has no registered securities.",
  },
  {
    at: "12T13:20:00",
    rules: [
      "uk-gdpr-33",
      "uk-gdpr-34",
      "nis2-early-warning",
      "nis2-notification",
      "nis2-final",
      "dora-initial",
      "dora-intermediate",
      "dora-final",
      "gpai-critical-infrastructure",
      "gpai-cybersecurity",
      "gpai-death",
      "gpai-serious-harm",
      "gpai-final",
      "hipaa-individuals",
      "hipaa-hhs",
      "ca-1798-82-residents",
      "ca-1798-82-attorney-general",
      "ca-sb-53",
      "ca-sb-53-imminent",
      "nydfs-500-17",
      "cert-in",
      "au-ndb-assessment",
      "au-ndb-statement",
    ],
    decision: "does_not_apply",
    reason: "Northwind Labs is not what these bind, or nobody and nothing in their place is concerned.",
  },
];

const SUBMITTED = SubmitObligationInput.parse({
  at: on("13T14:20:00"),
  receipt: "SA-2026-03-0417 (synthetic)",
  note: "First notification; numbers of people are an estimate and follow.",
});

/** When the company was aware, what applies, and the one notification. */
export function obligationSteps(): Step[] {
  return [
    { at: on("11T18:30:00"), by: "responder", run: (ctx, ref) => nameTime(ctx, ref, AWARE) },
    ...DECIDED.map(({ at, ...decided }): Step => {
      const input = DecideObligationsInput.parse(decided);
      return { at: on(at), by: "commander", run: (ctx, ref) => decideObligations(ctx, ref, input) };
    }),
    {
      at: on("13T14:25:00"),
      by: "responder",
      run: (ctx, ref) => submitObligation(ctx, ref, "gdpr-33", SUBMITTED),
    },
  ];
}
