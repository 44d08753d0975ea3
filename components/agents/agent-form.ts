import type { AiStatus, ApprovalMode, Autonomy, Oversight } from "@/lib/agents/model";
import type { AiVersionView } from "@/lib/agents/views";
import type { Classification } from "@/lib/assets/model";

type OrUnknown<V extends string> = V | "unknown";

/** What somebody is filling in; "unknown" stands for what nobody says. */
export interface Form {
  name: string;
  status: AiStatus;
  purpose: string;
  owner: string;
  vendor: string;
  model: string;
  modelVersion: string;
  promptVersion: string;
  tools: string;
  autonomy: OrUnknown<Autonomy>;
  approvalMode: OrUnknown<ApprovalMode>;
  oversight: OrUnknown<Oversight>;
  classification: OrUnknown<Classification>;
  assets: string[];
  killSwitchHow: string;
  killSwitchWhere: string;
  identities: string;
}

export function formOf(agent: AiVersionView | null): Form {
  return {
    name: agent?.name ?? "",
    status: agent?.status ?? "active",
    purpose: agent?.purpose ?? "",
    owner: agent?.owner ?? "",
    vendor: agent?.vendor ?? "",
    model: agent?.model ?? "",
    modelVersion: agent?.modelVersion ?? "",
    promptVersion: agent?.promptVersion ?? "",
    tools: agent?.tools.join(", ") ?? "",
    autonomy: agent?.autonomy ?? "unknown",
    approvalMode: agent?.approvalMode ?? "unknown",
    oversight: agent?.oversight ?? "unknown",
    classification: agent?.classification ?? "unknown",
    assets: agent?.assets.map(({ id }) => id) ?? [],
    killSwitchHow: agent?.killSwitchHow ?? "",
    killSwitchWhere: agent?.killSwitchWhere ?? "",
    identities: "",
  };
}

/** As it is sent. */
export function toFacts(form: Form) {
  const orNull = (text: string) => text.trim() || null;
  const known = <V extends string>(value: OrUnknown<V>) => (value === "unknown" ? null : value);
  return {
    name: form.name,
    status: form.status,
    purpose: form.purpose,
    owner: orNull(form.owner),
    vendor: orNull(form.vendor),
    model: orNull(form.model),
    modelVersion: orNull(form.modelVersion),
    promptVersion: orNull(form.promptVersion),
    tools: form.tools.split(",").flatMap((tool) => tool.trim() || []),
    autonomy: known(form.autonomy),
    approvalMode: known(form.approvalMode),
    oversight: known(form.oversight),
    classification: known(form.classification),
    assets: form.assets,
    killSwitchHow: orNull(form.killSwitchHow),
    killSwitchWhere: orNull(form.killSwitchWhere),
  };
}

export function linesOf(text: string): string[] {
  return text.split("\n").flatMap((line) => line.trim() || []);
}
