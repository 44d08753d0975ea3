import { db } from "@/db/client";
import { type Incident, requireActor, requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { whoIsTold } from "@/lib/inbox/server/tell";
import { getRoom } from "@/lib/incidents/server/get-room";
import { targetsAt } from "@/lib/severity/server/response-targets";
import { targetsOf } from "@/lib/severity/targets";
import type { PreviewUpdateInput } from "../inputs";
import { subjectOf, textOf } from "../message";
import type { Audience } from "../model";
import { contradictedOf } from "../rests-on";
import { draftOf, type UpdateDraft } from "../template";
import type { PreviewView } from "../views";
import { leavePage, toldOf } from "./queue-message";
import { currentSubscribers, peopleFor, targetsFor } from "./readers";
import { refuseTime, restsOf } from "./send-update";
import { mailSettings, NO_MAIL } from "./smtp";
import { updateRows } from "./update-rows";

/** What a receiver would read, to whom it would go, and what speaks against sending it. Nothing is sent or kept. */
export async function previewUpdate(ctx: Ctx, ref: string, input: PreviewUpdateInput): Promise<PreviewView> {
  const incident = await requireIncident(ctx, db(), ref, "respond");
  refuseTime(input, incident, ctx);
  const rests = await restsOf(db(), incident.id, input);
  const [last] = await updateRows(db(), incident.id, { before: null, limit: 1 });
  const told = toldOf(incident, {
    ...input,
    incidentId: incident.id,
    no: (last?.no ?? 0) + 1,
    phase: incident.phase,
    severity: incident.severity,
    claimReason: null,
    claims: rests,
    sentAt: ctx.now(),
    sentBy: null,
    sentByName: requireActor(ctx).name,
  });
  const targets = await targetsFor(db(), incident, input.audience);
  const people = await whoIsTold(db(), ctx, {
    kind: "update_sent",
    incident,
    to: await peopleFor(db(), incident, input.audience),
  });
  const by = (channel: string) => targets.filter((one) => one.channel === channel).length;
  const reach = { people: people.length, mail: by("mail"), webhook: by("webhook") };
  return {
    subject: subjectOf(told),
    text: textOf(told, leavePage("…")),
    reach,
    notes: await notesOf(incident, reach.mail),
    contradicted: contradictedOf(rests),
  };
}

async function notesOf(incident: Incident, mails: number): Promise<string[]> {
  const subscribers = await currentSubscribers(db(), incident.id);
  const pending = subscribers.filter(({ state }) => state === "pending").length;
  const restricted = incident.visibility === "restricted";
  return [
    restricted ? "The incident is restricted: its members are told in the app, and nothing leaves." : null,
    restricted && subscribers.length > 0 ? `${count(subscribers.length)} get nothing.` : null,
    mails > 0 && !mailSettings() ? NO_MAIL : null,
    !restricted && pending > 0 ? `${count(pending)} not confirmed yet, so nothing goes there.` : null,
  ].filter((note) => note !== null);
}

function count(n: number): string {
  return n === 1 ? "1 subscriber" : `${n} subscribers`;
}

/** A first text from what is known now. A person reads it, changes it and sends it. */
export async function draftUpdate(ctx: Ctx, ref: string, audience: Audience): Promise<UpdateDraft> {
  const { severity, declaredAt } = await requireIncident(ctx, db(), ref, "respond");
  const targets = targetsOf(severity, await targetsAt(db(), declaredAt));
  return draftOf(await getRoom(ctx, ref), audience, targets, ctx.now());
}
