import { createHmac } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { db, ownerSql, rawSql } from "@/db/client";
import { incidentEvents, incidents, outgoingMessages } from "@/db/schema";
import { anIncident, aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { AppError } from "@/lib/api/errors";
import { systemContext } from "@/lib/api/server/context";
import { AddClaimInput } from "@/lib/claims/inputs";
import { addClaim } from "@/lib/claims/server/add-claim";
import { decideClaim } from "@/lib/claims/server/decide-claim";
import { listClaims } from "@/lib/claims/server/list-claims";
import { listNotices, setNotice } from "@/lib/inbox/server/list-notices";
import { addMember } from "@/lib/incidents/server/manage-members";
import { verifyRecord } from "@/lib/record/server/verify-record";
import { instantToMicros, microsToInstant } from "@/lib/time/instant";
import { AddSubscriberInput, type AddSubscriberRequest, SendUpdateInput, type SendUpdateRequest } from "../inputs";
import { confirmSubscription, leaveSubscription } from "./answer-link";
import { deliverMessage } from "./deliver-message";
import { listDeliveries, listUpdates, retryMessage } from "./list-updates";
import { draftUpdate, previewUpdate } from "./preview-update";
import { sendUpdate } from "./send-update";
import { addSubscriber, listSubscribers, removeSubscriber } from "./subscribers";
import { aMailServer, aReceiver, mailText } from "./testing";

testDatabase();

let mail: Awaited<ReturnType<typeof aMailServer>>;
let refuseWith: number | null = null;

beforeAll(async () => {
  mail = await aMailServer(() => refuseWith);
  vi.stubEnv("SMTP_URL", mail.url);
  vi.stubEnv("SMTP_FROM", "Firebreak <firebreak@northwind.example>");
  vi.stubEnv("FIREBREAK_ORIGIN", "https://firebreak.northwind.example");
  vi.stubEnv("FIREBREAK_SECRETS_KEY", "a key of the test, long enough to be one");
});

afterEach(() => {
  refuseWith = null;
  mail.mails.length = 0;
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await mail.close();
});

const PAGE = { limit: 50 };
const soon = (minutes = 30) => microsToInstant(Date.now() * 1000 + minutes * 60_000_000);

function update(part: Partial<SendUpdateRequest> = {}) {
  return SendUpdateInput.parse({ audience: "everyone", state: "Being contained", body: "We are on it.", ...part });
}

function subscriber(part: AddSubscriberRequest) {
  return AddSubscriberInput.parse(part);
}

/** The queue's work, done here until nothing is due. */
async function work(at = systemContext().now()): Promise<void> {
  for (;;) {
    const rows = await db().select().from(outgoingMessages).where(eq(outgoingMessages.state, "waiting"));
    const due = rows.filter(({ nextTryAt }) => nextTryAt !== null && nextTryAt <= at);
    if (due.length === 0) return;
    for (const { id } of due)
      await deliverMessage(
        id,
        systemContext(() => at),
      );
  }
}

async function refusal(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.catch((failure: unknown) => failure);
  expect(error).toBeInstanceOf(AppError);
  return error as AppError;
}

/** A mail address whose owner has confirmed it, with the link that ends it. */
async function confirmed(by: TestUser, ref: string, address: string, audience: "everyone" | "executives" = "everyone") {
  await addSubscriber(by.ctx, ref, subscriber({ channel: "mail", address, audience }));
  await work();
  const link = mailText(mail.mails.at(-1)?.raw ?? "").match(/subscription\?confirm=(\S+)/)?.[1] ?? "";
  await confirmSubscription({ ...by.ctx, actor: null }, link);
  mail.mails.length = 0;
  return link;
}

test("what is sent stands in the record word for word and can't be changed by anybody", async () => {
  const { incident, commander } = await anIncident();
  const body = "First line.\n\n- a “quoted” thing\n- <b>no markup</b> 🔥";
  const sent = await sendUpdate(commander.ctx, incident.ref, update({ body, nextAt: soon() }));
  const [entry] = await db().select().from(incidentEvents).where(eq(incidentEvents.kind, "update_sent"));
  expect(entry?.data).toMatchObject({ no: 1, body, state: "Being contained", audience: "everyone" });
  expect((await listUpdates(commander.ctx, incident.ref, PAGE)).data).toEqual([sent]);
  await expect(rawSql()`update incident_updates set body = 'other'`).rejects.toThrow("permission denied");
  await expect(ownerSql()`delete from incident_updates`).rejects.toThrow();
  expect((await verifyRecord(commander.ctx, incident.ref)).sound).toBe(true);
});

test("a promise ends with the next update that reaches its audience, or with the incident, and not before", async () => {
  const { incident, commander } = await anIncident();
  const next = async () => (await listUpdates(commander.ctx, incident.ref, PAGE)).next;
  await sendUpdate(commander.ctx, incident.ref, update({ audience: "executives", nextAt: soon(30) }));
  await sendUpdate(commander.ctx, incident.ref, update({ audience: "responders", nextAt: soon(60) }));
  expect(await next()).toMatchObject({ ref: "U-1", audience: "executives" });
  await sendUpdate(commander.ctx, incident.ref, update({ audience: "everyone" }));
  expect(await next()).toBeNull();
  await sendUpdate(commander.ctx, incident.ref, update({ nextAt: soon(10) }));
  expect(await next()).toMatchObject({ ref: "U-4" });
  await db()
    .update(incidents)
    .set({ phase: "closed" })
    .where(eq(incidents.id, Number(incident.id)));
  expect(await next()).toBeNull();
  const ended = await refusal(sendUpdate(commander.ctx, incident.ref, update({ nextAt: soon() })));
  expect(ended.details.fields?.[0]?.pointer).toBe("/nextAt");
});

test("a time that is past, or too far ahead, is refused at its field", async () => {
  const { incident, commander } = await anIncident();
  for (const nextAt of [soon(-1), soon(60 * 24 * 31)]) {
    const error = await refusal(sendUpdate(commander.ctx, incident.ref, update({ nextAt })));
    expect([error.code, error.details.fields?.[0]?.pointer]).toEqual(["invalid", "/nextAt"]);
  }
});

test("a mail address gets nothing before its owner confirmed it, by a link that works once and is kept nowhere", async () => {
  const { incident, commander } = await anIncident();
  const address = "board@customer.example";
  await addSubscriber(commander.ctx, incident.ref, subscriber({ channel: "mail", address, audience: "everyone" }));
  const first = await sendUpdate(commander.ctx, incident.ref, update());
  expect(first.reach.mail).toBe(0);
  await work();
  expect(mail.mails).toHaveLength(1);
  const link = mailText(mail.mails[0]?.raw ?? "").match(/subscription\?confirm=(\S+)/)?.[1] ?? "";
  const [dump] = await rawSql()<{ all: string }[]>`
    select (select json_agg(s)::text from update_subscribers s) || (select json_agg(m)::text from outgoing_messages m) as all`;
  expect(dump?.all).not.toContain(link);
  const anybody = { ...commander.ctx, actor: null };
  expect(await confirmSubscription(anybody, link)).toMatchObject({ address, state: "confirmed" });
  expect((await refusal(confirmSubscription(anybody, link))).code).toBe("gone");
  const second = await sendUpdate(commander.ctx, incident.ref, update());
  expect(second.reach.mail).toBe(1);
});

test("a link that is older than a week confirms nothing", async () => {
  const { incident, commander } = await anIncident();
  await addSubscriber(
    commander.ctx,
    incident.ref,
    subscriber({ channel: "mail", address: "late@customer.example", audience: "everyone" }),
  );
  await work();
  const link = mailText(mail.mails[0]?.raw ?? "").match(/subscription\?confirm=(\S+)/)?.[1] ?? "";
  const later = { ...commander.ctx, actor: null, now: () => soon(60 * 24 * 7 + 1) };
  expect((await refusal(confirmSubscription(later, link))).code).toBe("gone");
});

test("a mail is what the preview showed, holds only what the update says, and is plain text", async () => {
  const { incident, commander } = await anIncident(undefined, { title: "A title that nobody outside may read" });
  await confirmed(commander, incident.ref, "reader@customer.example");
  const input = update({ body: "Zeile mit Ümlaut\nsecond line", nextAt: soon() });
  const { claimReason: _, ...written } = input;
  const preview = await previewUpdate(commander.ctx, incident.ref, written);
  const sent = await sendUpdate(commander.ctx, incident.ref, input);
  await work();
  const raw = mail.mails[0]?.raw ?? "";
  expect(raw).toMatch(/content-type: text\/plain; charset=utf-8/i);
  expect(raw).not.toContain("A title that nobody outside may read");
  const without = (text: string) => text.replaceAll(/leave=\S+|at \d\d.*?UTC|at \d{4}.*?UTC/g, "").trim();
  expect(without(mailText(raw))).toBe(without(preview.text));
  expect(preview.subject).toBe(`[${incident.ref}] Update 1: Being contained`);
  expect(raw).toContain(`Subject: ${preview.subject}`);
  expect([sent.reach, preview.reach]).toEqual([preview.reach, sent.reach]);
});

test("no text can begin another header or reach another address", async () => {
  const { incident, commander } = await anIncident();
  await confirmed(commander, incident.ref, "victim@customer.example");
  for (const state of ["ok\r\nBcc: thief@evil.example", "ok\nSubject: other", "ok\u0000", "ok\u0085Bcc: x"]) {
    expect(SendUpdateInput.safeParse({ audience: "everyone", state, body: "b" }).success).toBe(false);
  }
  for (const address of [
    "a@b.example\r\nBcc: thief@evil.example",
    "a@b.example,thief@evil.example",
    '"thief@evil.example"@b.example',
    "a@b.example>, <thief@evil.example",
    "thief＠evil.example",
  ]) {
    expect(AddSubscriberInput.safeParse({ channel: "mail", address, audience: "everyone" }).success).toBe(false);
  }
  await sendUpdate(commander.ctx, incident.ref, update({ state: "=?utf-8?Q?=0D=0ABcc:_thief=40evil.example?=" }));
  await work();
  expect(mail.mails.map(({ to }) => to)).toEqual([["victim@customer.example"]]);
  const head = mail.mails[0]?.raw.split("\r\n\r\n")[0] ?? "";
  expect(head).not.toMatch(/^bcc:/im);
});

test("the link at the end of a mail ends the subscription and nothing else, as often as it is pressed", async () => {
  const { incident, commander } = await anIncident();
  await confirmed(commander, incident.ref, "tired@customer.example");
  await sendUpdate(commander.ctx, incident.ref, update());
  await work();
  const raw = mail.mails[0]?.raw ?? "";
  const page = mailText(raw).match(/subscription\?leave=(\S+)/)?.[1] ?? "";
  expect(raw.replaceAll(/\r\n\s+/g, " ")).toContain(
    `List-Unsubscribe: <https://firebreak.northwind.example/api/v1/update-subscriptions/${page}/leave>`,
  );
  const anybody = { ...commander.ctx, actor: null };
  for (let i = 0; i < 2; i += 1) {
    expect(await leaveSubscription(anybody, page)).toMatchObject({ state: "ended", incident: incident.ref });
  }
  expect((await refusal(leaveSubscription(anybody, "made-up"))).code).toBe("gone");
  expect((await sendUpdate(commander.ctx, incident.ref, update())).reach.mail).toBe(0);
});

test("a mail server that is away for a while loses nothing; one that refuses is given up and can be tried again", async () => {
  const { incident, commander } = await anIncident();
  await confirmed(commander, incident.ref, "reader@customer.example");
  refuseWith = 451;
  const { id } = await sendUpdate(commander.ctx, incident.ref, update());
  await work();
  const state = async () => (await listDeliveries(commander.ctx, incident.ref, id)).data[0];
  expect(await state()).toMatchObject({ state: "waiting", tries: [{ status: 451 }] });
  refuseWith = 550;
  await work(soon(1));
  expect(await state()).toMatchObject({ state: "gave_up", nextTryAt: null });
  refuseWith = null;
  const given = await state();
  await retryMessage(commander.ctx, incident.ref, given?.id ?? "");
  await work();
  expect(await state()).toMatchObject({ state: "delivered" });
  expect(mail.mails).toHaveLength(1);
});

test("a server that never takes it is tried eight times and no more", async () => {
  const { incident, commander } = await anIncident();
  await confirmed(commander, incident.ref, "reader@customer.example");
  refuseWith = 451;
  const { id } = await sendUpdate(commander.ctx, incident.ref, update());
  for (let hour = 0; hour < 40; hour += 1) await work(soon(60 * hour));
  const [message] = (await listDeliveries(commander.ctx, incident.ref, id)).data;
  expect(message?.state).toBe("gave_up");
  expect(message?.tries).toHaveLength(8);
});

test("without a mail server adding an address is refused, and mails that wait are shown as not sent, with the reason", async () => {
  const { incident, commander } = await anIncident();
  await confirmed(commander, incident.ref, "reader@customer.example");
  vi.stubEnv("SMTP_URL", "");
  try {
    const add = addSubscriber(
      commander.ctx,
      incident.ref,
      subscriber({ channel: "mail", address: "next@customer.example", audience: "everyone" }),
    );
    expect((await refusal(add)).message).toContain("SMTP_URL");
    const { claimReason: _, ...written } = update();
    expect((await previewUpdate(commander.ctx, incident.ref, written)).notes.join()).toContain("SMTP_URL");
    const { id } = await sendUpdate(commander.ctx, incident.ref, update());
    await work();
    const [message] = (await listDeliveries(commander.ctx, incident.ref, id)).data;
    expect(message?.state).toBe("gave_up");
    expect(message?.tries[0]?.error).toContain("SMTP_URL");
  } finally {
    vi.stubEnv("SMTP_URL", mail.url);
  }
});

test("a webhook gets the update's words, signed; a private address is refused unless the operator allows it", async () => {
  const { incident, commander } = await anIncident();
  const receiver = await aReceiver();
  const input = subscriber({ channel: "webhook", address: receiver.url, audience: "everyone" });
  const refused = await refusal(addSubscriber(commander.ctx, incident.ref, input));
  expect(refused.details.fields?.[0]?.pointer).toBe("/address");
  vi.stubEnv("FIREBREAK_WEBHOOK_ALLOW", "127.0.0.1");
  try {
    const { secret } = await addSubscriber(commander.ctx, incident.ref, input);
    const listed = await listSubscribers(commander.ctx, incident.ref);
    expect(JSON.stringify(listed)).not.toContain(secret);
    const responder = await aUser("responder");
    const host = new URL(receiver.url).host;
    expect((await listSubscribers(responder.ctx, incident.ref)).data[0]?.address).toBe(host);
    const sent = await sendUpdate(commander.ctx, incident.ref, update());
    expect(sent.reach.webhook).toBe(1);
    await work();
    const [call] = receiver.calls;
    const signed = `${call?.headers["webhook-id"]}.${call?.headers["webhook-timestamp"]}.${call?.body}`;
    const key = Buffer.from((secret ?? "").replace("whsec_", ""), "base64");
    expect(call?.headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
    expect(JSON.parse(call?.body ?? "")).toMatchObject({
      type: "incident.update",
      data: { incident: incident.ref, state: "Being contained", body: "We are on it." },
    });
    vi.stubEnv("FIREBREAK_WEBHOOK_ALLOW", "");
    const { id } = await sendUpdate(commander.ctx, incident.ref, update());
    await work();
    expect(receiver.calls).toHaveLength(1);
    expect((await listDeliveries(commander.ctx, incident.ref, id)).data[0]?.tries[0]?.error).toContain(
      "not on the public",
    );
  } finally {
    vi.stubEnv("FIREBREAK_WEBHOOK_ALLOW", "");
    await receiver.close();
  }
});

test("an update of a restricted incident reaches its members in the app and leaves to nobody", async () => {
  const { incident, commander } = await anIncident(undefined, { visibility: "restricted" });
  const member = await aUser("viewer");
  const outsider = await aUser("admin");
  await addMember(commander.ctx, incident.ref, { userId: member.id });
  for (const user of [member, outsider]) await setNotice(user.ctx, { kind: "update_sent", channel: "mail" });
  const add = addSubscriber(
    commander.ctx,
    incident.ref,
    subscriber({ channel: "mail", address: outsider.email, audience: "everyone" }),
  );
  expect((await refusal(add)).code).toBe("conflict");
  const sent = await sendUpdate(commander.ctx, incident.ref, update({ state: "canary" }));
  await work();
  expect(sent.reach).toEqual({ people: 1, mail: 0, webhook: 0 });
  expect(mail.mails).toEqual([]);
  const said = async (user: TestUser) =>
    (await listNotices(user.ctx, { ...PAGE, unread: "false" })).data.map(({ text }) => text).join();
  expect(await said(member)).toContain("canary");
  expect(await said(outsider)).not.toContain("canary");
  expect((await refusal(listUpdates(outsider.ctx, incident.ref, PAGE))).code).toBe("not_found");
});

test("what waits to leave is withheld when the incident becomes restricted, or the subscription ends, meanwhile", async () => {
  const { incident, commander } = await anIncident();
  await confirmed(commander, incident.ref, "reader@customer.example");
  const first = await sendUpdate(commander.ctx, incident.ref, update());
  await db()
    .update(incidents)
    .set({ visibility: "restricted" })
    .where(eq(incidents.id, Number(incident.id)));
  await work();
  expect((await listDeliveries(commander.ctx, incident.ref, first.id)).data[0]?.state).toBe("withheld");
  expect((await sendUpdate(commander.ctx, incident.ref, update())).reach).toMatchObject({ mail: 0, webhook: 0 });
  await db()
    .update(incidents)
    .set({ visibility: "open" })
    .where(eq(incidents.id, Number(incident.id)));
  const second = await sendUpdate(commander.ctx, incident.ref, update());
  for (const one of (await listSubscribers(commander.ctx, incident.ref)).data) {
    if (one.state !== "ended") await removeSubscriber(commander.ctx, incident.ref, one.id);
  }
  await work();
  expect((await listDeliveries(commander.ctx, incident.ref, second.id)).data[0]?.state).toBe("withheld");
  expect(mail.mails.flatMap(({ to }) => to)).not.toContain("reader@customer.example");
});

test("a subscriber who is a user gains no access by being one, and needs no confirmation", async () => {
  const { incident, commander } = await anIncident();
  const user = await aUser("viewer");
  const added = await addSubscriber(
    commander.ctx,
    incident.ref,
    subscriber({ channel: "mail", address: user.email.toUpperCase(), audience: "executives" }),
  );
  expect(added).toMatchObject({ state: "confirmed", user: user.name });
  const sent = await sendUpdate(commander.ctx, incident.ref, update({ audience: "executives" }));
  expect(sent.reach).toMatchObject({ people: 1, mail: 1 });
  await db()
    .update(incidents)
    .set({ visibility: "restricted" })
    .where(eq(incidents.id, Number(incident.id)));
  expect((await refusal(listUpdates(user.ctx, incident.ref, PAGE))).code).toBe("not_found");
});

test("an update for executives goes to no other subscriber, one for everyone to all", async () => {
  const { incident, commander } = await anIncident();
  await confirmed(commander, incident.ref, "board@customer.example", "executives");
  await confirmed(commander, incident.ref, "public@customer.example", "everyone");
  await sendUpdate(commander.ctx, incident.ref, update({ audience: "executives" }));
  await work();
  expect(mail.mails.map(({ to }) => to[0])).toEqual(["board@customer.example"]);
  expect((await sendUpdate(commander.ctx, incident.ref, update())).reach.mail).toBe(2);
  expect((await sendUpdate(commander.ctx, incident.ref, update({ audience: "responders" }))).reach.mail).toBe(0);
});

test("a text that rests on a contradicted claim is sent only with a reason, which claim and record then name", async () => {
  const { incident, commander } = await anIncident();
  const words = "No customer data was read by anybody.";
  const said = {
    speaker: "Press office",
    speakerKind: "spokesperson" as const,
    saidIn: "Mail",
    words,
    assertion: null,
  };
  const claim = await addClaim(
    commander.ctx,
    incident.ref,
    AddClaimInput.parse({ ...said, saidAt: null, precision: "unknown" }),
  );
  const body = `As we said before, “no customer\n data was READ by anybody”, and we stand by it.`;
  const early = await sendUpdate(commander.ctx, incident.ref, update({ body }));
  expect(early.claims).toMatchObject([{ ref: "C-1", how: "words", standing: "unverified" }]);
  const decision = { standing: "contradicted" as const, reason: "The log shows reads.", evidence: ["a log"] };
  await decideClaim(commander.ctx, incident.ref, claim.id, { ...decision, version: claim.version });
  for (const part of [{ body }, { body: "Nothing of it in here.", claims: [claim.id] }]) {
    const error = await refusal(sendUpdate(commander.ctx, incident.ref, update(part)));
    expect([error.code, error.details.fields?.[0]?.pointer]).toEqual(["conflict", "/claimReason"]);
    const { claimReason: _, ...written } = update(part);
    expect((await previewUpdate(commander.ctx, incident.ref, written)).contradicted).toMatchObject([{ ref: "C-1" }]);
  }
  await sendUpdate(
    commander.ctx,
    incident.ref,
    update({ body, claimReason: "It quotes what was said, and takes it back." }),
  );
  const [view] = (await listClaims(commander.ctx, incident.ref)).data;
  expect(view?.repeatedIn).toMatchObject([
    { update: "U-1", reason: null },
    { update: "U-2", reason: "It quotes what was said, and takes it back." },
  ]);
  const [, first] = (await listUpdates(commander.ctx, incident.ref, PAGE)).data;
  expect(first?.claims).toMatchObject([{ standing: "unverified", standingNow: "contradicted" }]);
});

test("a claim of another incident can't be linked", async () => {
  const { incident, commander } = await anIncident();
  const error = await refusal(sendUpdate(commander.ctx, incident.ref, update({ claims: [crypto.randomUUID()] })));
  expect(error.details.fields?.[0]?.pointer).toBe("/claims");
});

test("a first text says what is not known and promises by severity, and quotes nothing from the timeline", async () => {
  const { incident, commander } = await anIncident(undefined, { title: "canary title", summary: "canary summary" });
  const now = commander.ctx.now();
  const draft = await draftUpdate(commander.ctx, incident.ref, "everyone");
  expect(draft.body).toContain("Whether data is exposed.");
  expect(draft.body).not.toContain("canary");
  const minutes = (instantToMicros(draft.nextAt ?? now) - instantToMicros(now)) / 60_000_000;
  expect(minutes).toBeGreaterThanOrEqual(29);
  expect(minutes).toBeLessThanOrEqual(36);
});
