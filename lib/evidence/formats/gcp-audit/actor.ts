import { firstText, list, own, text } from "@/lib/evidence/formats/fields";
import { kubernetesActorKind } from "@/lib/evidence/formats/kubernetes-audit/format";
import type { ActorKind, NormalisedEvent } from "@/lib/evidence/model";

type Actor = Pick<NormalisedEvent, "actor" | "actorLabel" | "actorKind" | "onBehalfOf" | "session">;

/**
 * The authenticated identity, and the one at the origin of its delegation: Google lists the identities that
 * obtained a service account's credentials in the order in which they delegated, the real authority first.
 */
export function gcpActor(payload: unknown): Actor {
  const info = own(payload, "authenticationInfo");
  const email = text(own(info, "principalEmail"));
  const subject = text(own(info, "principalSubject"));
  const origin = list(own(info, "serviceAccountDelegationInfo"))
    .map(delegate)
    .find((one) => one !== null);
  const thirdParty = firstText(info, "thirdPartyPrincipal.thirdPartyClaims.sub", "thirdPartyPrincipal.@type");
  const actor = email ?? subject ?? thirdParty;
  return {
    actor,
    actorLabel: subject === actor ? null : subject,
    actorKind: kindOf(actor, subject),
    onBehalfOf: origin ?? null,
    session: text(own(info, "serviceAccountKeyName")),
  };
}

function delegate(one: unknown): string | null {
  return firstText(
    one,
    "firstPartyPrincipal.principalEmail",
    "principalSubject",
    "thirdPartyPrincipal.thirdPartyClaims.sub",
  );
}

/** By the type that stands before a subject, then by the domains that only service accounts have. */
const KINDS: readonly (readonly [pattern: RegExp, kind: ActorKind])[] = [
  [/^principal:\/\/agents\./, "agent"],
  [/^serviceAccount:|\.gserviceaccount\.com$/, "service"],
  [/^principal(Set)?:\/\/iam\.googleapis\.com\/.*\/workloadIdentityPools\//, "service"],
  [/^principal(Set)?:\/\/iam\.googleapis\.com\/.*\/workforcePools\//, "human"],
  [/^user:/, "human"],
];

function kindOf(actor: string | null, subject: string | null): ActorKind {
  for (const written of [subject, actor]) {
    const known = written === null ? undefined : KINDS.find(([pattern]) => pattern.test(written))?.[1];
    if (known !== undefined) return known;
  }
  return kubernetesActorKind(actor);
}
