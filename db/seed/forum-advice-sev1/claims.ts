import type { Step } from "@/db/seed/step";
import type { Ctx } from "@/lib/api/server/context";
import { systemContext } from "@/lib/api/server/context";
import { AddClaimInput, type AddClaimRequest, DecideClaimInput } from "@/lib/claims/inputs";
import type { Standing } from "@/lib/claims/model";
import { addClaim } from "@/lib/claims/server/add-claim";
import { decideClaim } from "@/lib/claims/server/decide-claim";
import { judgeClaims } from "@/lib/claims/server/judge-claims";
import { ListEventsQuery } from "@/lib/evidence/inputs";
import { listEvents } from "@/lib/evidence/server/list-events";
import { parseIncidentRef } from "@/lib/incidents/model";
import type { Instant } from "@/lib/time/instant";
import { AGENT, ASSETS } from "./cast";

const on = (time: string): Instant => `2026-03-${time}.000000Z`;
const CHANGED = { action: "iam.amazonaws.com:PutGroupPolicy" };
const POSTED = { action: "execute_tool post_reply" };
const THROUGH_AGENT = { actor: AGENT, resource: ASSETS[1]?.arn ?? "" };

interface Said {
  recordedAt: string;
  claim: AddClaimRequest;
  /** What somebody decided, and the evidence events that these filters find. */
  decided?: { at: string; standing: Standing; reason: string; shownBy: object[] };
}

const minutes = (n: number) => n * 60_000;

/** What was said, in the words of the public reports where there are any; who said it, and the minutes, are synthetic. */
const CLAIMS: readonly Said[] = [
  {
    recordedAt: "11T17:12:00",
    claim: {
      words: "The policy went on at 15:16, I think.",
      speaker: "Engineer 3",
      speakerKind: "colleague",
      saidIn: "Call of the responders",
      saidAt: on("11T16:57:00"),
      assertion: { kind: "opened_at", at: on("11T15:16:00"), precision: "minute" },
    },
  },
  {
    recordedAt: "11T18:25:00",
    claim: {
      words: "No user data was mishandled.",
      speaker: "Spokesperson",
      speakerKind: "spokesperson",
      saidIn: "Statement to a newspaper, before the logs were read",
      saidAt: on("11T18:20:00"),
      assertion: { kind: "nobody_without_clearance" },
    },
  },
  {
    recordedAt: "11T20:16:00",
    claim: {
      words: "23 people read the data in that time.",
      speaker: "Responder",
      speakerKind: "colleague",
      saidIn: "Handover",
      saidAt: on("11T20:15:00"),
      assertion: { kind: "count", of: "people_who_accessed", n: { bound: "exact", low: 23 } },
    },
  },
  {
    recordedAt: "12T09:30:00",
    claim: {
      words: "The AI shared the data.",
      speaker: "A newspaper",
      speakerKind: "press",
      saidIn: "Headline",
      saidAt: on("12T07:30:00"),
      assertion: { kind: "agent_did", act: "share_data" },
    },
    decided: {
      at: "12T10:20:00",
      standing: "contradicted",
      reason: "The agent gave advice. A person put the policy on the group, and that change opened the data.",
      shownBy: [POSTED, CHANGED],
    },
  },
  {
    recordedAt: "12T09:33:00",
    claim: {
      words: "A person applied its advice.",
      speaker: "Head of platform",
      speakerKind: "leadership",
      saidIn: "Internal note",
      saidAt: on("12T08:10:00"),
      assertion: { kind: "agent_did_not", act: "share_data" },
    },
    decided: {
      at: "12T10:22:00",
      standing: "supported",
      reason: "The cloud log names engineer 3 as the one who put the policy on the group.",
      shownBy: [CHANGED],
    },
  },
  {
    recordedAt: "12T09:36:00",
    claim: {
      words: "The agent took no action beyond answering.",
      speaker: "Spokesperson",
      speakerKind: "spokesperson",
      saidIn: "Statement to a newspaper",
      saidAt: on("12T08:40:00"),
      assertion: { kind: "agent_did_not", act: "act_beyond_answering" },
    },
    decided: {
      at: "12T10:25:00",
      standing: "reconciled",
      reason:
        "True of the forum question: it answered, in public and without approval. Later that afternoon engineer 5 read a table through the same agent, which the statement did not mean.",
      shownBy: [POSTED, THROUGH_AGENT],
    },
  },
  {
    recordedAt: "12T09:40:00",
    claim: {
      words: "User data was visible to engineers for almost two hours.",
      speaker: "A newspaper",
      speakerKind: "press",
      saidIn: "Article",
      saidAt: on("12T07:30:00"),
      assertion: { kind: "exposed_for", ms: { bound: "range", low: minutes(105), high: minutes(120) } },
    },
  },
  {
    recordedAt: "12T09:44:00",
    claim: {
      words: "It was classed at the highest severity level.",
      speaker: "A newspaper",
      speakerKind: "press",
      saidIn: "Article",
      saidAt: on("12T07:30:00"),
      assertion: { kind: "severity", level: "SEV1", scale: "the highest" },
    },
  },
  {
    recordedAt: "12T09:46:00",
    claim: {
      words: "Sev 1, the second-highest level.",
      speaker: "Another newspaper",
      speakerKind: "press",
      saidIn: "Article",
      saidAt: on("12T08:05:00"),
      assertion: { kind: "severity", level: "SEV2", scale: "Sev 1, of a scale that begins at Sev 0" },
    },
    decided: {
      at: "12T10:28:00",
      standing: "reconciled",
      reason:
        "The label is the same and the scale another: theirs begins at Sev 0, ours at SEV1. Ours is SEV1, the highest.",
      shownBy: [],
    },
  },
];

/** What was said, what the evidence says of it once the logs are read, and what the commander made of the rest. */
export function claimSteps(): Step[] {
  return [
    ...CLAIMS.flatMap(stepsOf),
    { at: on("11T18:26:00"), by: "commander", run: judgeAll },
    { at: on("12T10:08:00"), by: "commander", run: judgeAll },
  ];
}

/** As the queue does after every new answer, at the story's time. */
const judgeAll: Step["run"] = async (ctx, ref) => {
  const id = parseIncidentRef(ref);
  if (id !== null) await judgeClaims(id, { ...systemContext(ctx.now), source: "seed" });
};

function stepsOf({ recordedAt, claim, decided }: Said): Step[] {
  let id = "";
  const input = AddClaimInput.parse(claim);
  const add: Step["run"] = async (ctx, ref) => {
    id = (await addClaim(ctx, ref, input)).id;
  };
  const record: Step = { at: on(recordedAt), by: "commander", run: add };
  if (!decided) return [record];
  const { at, standing, reason, shownBy } = decided;
  const decide: Step["run"] = async (ctx, ref) => {
    const evidence = await Promise.all(shownBy.map((filter) => firstEvent(ctx, ref, filter)));
    await decideClaim(ctx, ref, id, DecideClaimInput.parse({ standing, reason, evidence, version: 1 }));
  };
  return [record, { at: on(at), by: "commander", run: decide }];
}

async function firstEvent(ctx: Ctx, ref: string, filter: object): Promise<string> {
  const { data } = await listEvents(ctx, ref, ListEventsQuery.parse({ ...filter, limit: 1 }));
  if (!data[0]) throw new Error(`no evidence event fits ${JSON.stringify(filter)}`);
  return data[0].id;
}
