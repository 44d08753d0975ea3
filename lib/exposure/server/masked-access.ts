import { maskTokens } from "@/lib/evidence/masking";
import type { AccessView } from "../views";

/** An access without what looks like a secret in the words of its log, as the explorer shows the event behind it. */
export function maskedAccess(access: AccessView): AccessView {
  const word = (text: string | null) => (text === null ? null : maskTokens(text));
  return {
    ...access,
    actor: word(access.actor),
    onBehalfOf: word(access.onBehalfOf),
    action: maskTokens(access.action),
    resources: access.resources.map(maskTokens),
    session: word(access.session),
  };
}
