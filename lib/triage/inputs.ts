import * as z from "zod";
import { instantInput, optionalText, RefParams, textInput } from "@/lib/api/inputs";
import { PRECISIONS, SEVERITIES, VISIBILITIES } from "@/lib/incidents/model";
import { ALERT_STATES, DECLINE_REASONS, LIMITS } from "./model";

/** An address that a browser may be sent to; nothing that runs. */
const linkInput = z
  .url({ protocol: /^https?$/, error: "Give a whole address, beginning with https:// or http://." })
  .max(LIMITS.linkLength);

export const ReportInput = z.strictObject({
  what: textInput("Say what happened, in one line.", LIMITS.titleLength),
  details: optionalText(LIMITS.textLength).optional(),
  happenedAt: instantInput().optional(),
  happenedPrecision: z.enum(PRECISIONS).optional(),
  /** The AI system, if it is known. */
  aiSystem: z.uuid().optional(),
  link: linkInput.optional(),
  /** Restricted: to whoever reports and to those who may command now. */
  visibility: z.enum(VISIBILITIES).default("open"),
});
export type ReportInput = z.output<typeof ReportInput>;

export const AcceptReportInput = z.strictObject({
  title: textInput("Give the incident a title.", 200).optional(),
  /** Left out: not sure yet, which counts as the worst plausible. */
  severity: z.enum(SEVERITIES).optional(),
  visibility: z.enum(VISIBILITIES).optional(),
  /** Who else may see it once it is restricted; whoever accepts it always may. */
  members: z.array(z.uuid()).max(200).optional(),
  /** Left out: whoever accepts. */
  commander: z.uuid().optional(),
  note: optionalText(LIMITS.reasonLength).optional(),
});
export type AcceptReportInput = z.output<typeof AcceptReportInput>;

export const DeclineReportInput = z.strictObject({
  reason: z.enum(DECLINE_REASONS, "Choose why it is no incident."),
  text: textInput("Tell whoever reported it why. They read this.", LIMITS.reasonLength),
});
export type DeclineReportInput = z.output<typeof DeclineReportInput>;

export const MergeInput = z.strictObject({
  into: z.string().trim().min(1, "Say into which incident.").max(20),
  reason: textInput("Say why they are one; the record keeps it.", LIMITS.reasonLength),
});
export type MergeInput = z.output<typeof MergeInput>;

export const UnmergeInput = z.strictObject({
  reason: textInput("Say why they are two after all; the record keeps it.", LIMITS.reasonLength),
});
export type UnmergeInput = z.output<typeof UnmergeInput>;

export const RelateInput = z.strictObject({
  to: z.string().trim().min(1, "Say which incident.").max(20),
  reason: optionalText(LIMITS.reasonLength).optional(),
});
export type RelateInput = z.output<typeof RelateInput>;

export const RelatedParams = RefParams.extend({ other: z.string().max(50) });

const labels = z
  .record(z.string().min(1).max(LIMITS.labelName), z.string().max(LIMITS.labelValue))
  .refine((all) => Object.keys(all).length <= LIMITS.labels, `At most ${LIMITS.labels} labels.`)
  .refine(
    (all) => Object.entries(all).every(([name, value]) => isStorable(name) && isStorable(value)),
    "A label holds characters that can't be stored (NUL or half a surrogate pair).",
  );

export const AlertInput = z.strictObject({
  /** Names the alert in its source: the same key is the same alert, however often it is sent. */
  key: textInput("Give the alert a key that stays the same while it is the same alert.", LIMITS.keyLength),
  title: textInput("Say what the alert is, in one line.", LIMITS.titleLength),
  status: z.enum(ALERT_STATES).default("firing"),
  /** Alerts of one group become one incident. Left out: the alert is its own group. */
  group: textInput("Name the group, or leave it out.", LIMITS.keyLength).optional(),
  /** Who watches, such as “guardduty”. */
  source: textInput("Name the source, or leave it out.", 100).default("api"),
  details: optionalText(LIMITS.textLength).optional(),
  link: linkInput.optional(),
  startedAt: instantInput().optional(),
  endedAt: instantInput().optional(),
  labels: labels.optional(),
});
export type AlertInput = z.output<typeof AlertInput>;

/** Text of another program: too long is cut, so that an alert is never lost for the length of its description. */
const word = z.string().max(1_000_000);
const words = z.record(word, word).default({});

/** What Prometheus Alertmanager sends to a webhook (version 4). Fields that are not known here are left alone. */
export const AlertmanagerInput = z.object({
  groupKey: word.min(1, "Alertmanager sends a groupKey; this body has an empty one."),
  groupLabels: words,
  commonLabels: words,
  commonAnnotations: words,
  externalURL: word.default(""),
  alerts: z
    .array(
      z.object({
        status: z.enum(ALERT_STATES),
        labels: words,
        annotations: words,
        startsAt: word.default(""),
        endsAt: word.default(""),
        generatorURL: word.default(""),
        fingerprint: word.default(""),
      }),
    )
    .min(1, "There is no alert in it.")
    .max(
      LIMITS.alerts,
      `At most ${LIMITS.alerts} alerts a request: set max_alerts of the webhook to ${LIMITS.alerts}.`,
    ),
});
export type AlertmanagerInput = z.output<typeof AlertmanagerInput>;

function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}
