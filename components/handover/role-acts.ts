import type { IncidentRole } from "@/lib/incidents/model";

export type RoleAct = "take" | "give" | "release" | "request" | "offer" | "take_over";

interface Act {
  label: string;
  button: string;
  /** What happens, before it does. */
  says: string;
  who: boolean;
  text: "none" | "note" | "reason";
}

export const ACTS: Record<RoleAct, Act> = {
  take: { label: "Take it", button: "Take the role", says: "It is yours at once.", who: false, text: "none" },
  give: {
    label: "Give it",
    button: "Give the role",
    says: "It is theirs at once, without a brief.",
    who: true,
    text: "none",
  },
  release: { label: "Give it back", button: "Give it back", says: "Nobody holds it then.", who: false, text: "none" },
  request: {
    label: "Ask for it",
    button: "Ask for it",
    says: "Whoever holds it answers. Then you read a brief, and the role is yours when you acknowledge it.",
    who: false,
    text: "note",
  },
  offer: {
    label: "Offer it",
    button: "Offer it with a brief",
    says: "A brief is made out of the record now. The role passes when the other has read and acknowledged it.",
    who: true,
    text: "note",
  },
  take_over: {
    label: "Take it over",
    button: "Take it over now",
    says: "For an emergency: it is yours at once, and you acknowledge the brief afterwards.",
    who: false,
    text: "reason",
  },
};

/** What somebody may do about a role, the likeliest first. Command that somebody holds passes by a handover only. */
export function roleActs(role: IncidentRole, holder: string | null, me: string, commands: boolean): RoleAct[] {
  const command = role === "commander";
  const mayHold = commands || !command;
  if (holder === null) return mayHold ? ["take", "give"] : [];
  if (holder === me) return command ? ["offer"] : ["offer", "give", "release"];
  if (command) return commands ? ["request", "take_over"] : [];
  return commands ? ["give", "offer", "request", "take_over", "release"] : ["request", "take_over"];
}
