import type { At } from "@/db/seed/day-clock";
import type { Step } from "@/db/seed/step";
import { reading } from "@/db/seed/steps/answer";
import { findEvents } from "@/db/seed/steps/events";
import { CreateAssetInput } from "@/lib/assets/inputs";
import { createAsset } from "@/lib/assets/server/create-asset";
import { AddDataInput, type AddDataRequest, ListRecipientsQuery, StateRecipientsInput } from "@/lib/data/inputs";
import { addData } from "@/lib/data/server/add-data";
import { listRecipients } from "@/lib/data/server/list-recipients";
import { stateRecipients } from "@/lib/data/server/state-recipients";
import { AudienceInput, ChangeWindowInput, CloseWindowInput, OpenWindowInput } from "@/lib/exposure/inputs";
import { changeWindow, closeWindow } from "@/lib/exposure/server/change-window";
import { openWindow } from "@/lib/exposure/server/open-window";
import { ACCOUNTS, ASSETS, CONNECTOR, type StoryAsset, WHEN } from "./cast";

const PLACES = ["EU", "UK", "US", "India", "Australia", "Singapore"];

/** What is known of the people in it differs from kind to kind; all counts are synthetic. */
const DATA: Record<StoryAsset["key"], AddDataRequest> = {
  tasks: {
    description: "Titles, texts and assignees of customers' tasks",
    category: "basic_personal",
    alsoCategories: ["company_confidential"],
    people: {
      certainty: "estimate",
      low: 11_800,
      high: 31_000,
      basis: "Assignees in the workspaces that the log names",
    },
    records: {
      certainty: "estimate",
      low: 170,
      high: 52_000,
      basis: "Answers in the log; all tasks of those workspaces",
    },
    peopleByPlace: {
      EU: { certainty: "estimate", low: 4_900, high: 12_600 },
      UK: { certainty: "estimate", low: 1_300, high: 3_900 },
      US: { certainty: "estimate", low: 4_700, high: 11_800 },
      India: { certainty: "estimate", low: 600, high: 1_700 },
      Australia: { certainty: "estimate", low: 300, high: 1_000 },
      Singapore: { certainty: "unknown" },
    },
  },
  comments: {
    description: "What people wrote to each other under tasks",
    category: "communications",
    people: { certainty: "unknown" },
    records: { certainty: "unknown" },
  },
  projects: {
    description: "Names, descriptions and members of projects",
    category: "company_confidential",
    alsoCategories: ["contact"],
    people: { certainty: "estimate", low: 2_100, high: 5_400, basis: "Members of the projects that the log names" },
    records: { certainty: "known", low: 96, basis: "Workspaces whose content was served to somebody else" },
  },
};

/** Each kind of content, open to every connected account from the launch until the connector was taken offline. */
export function exposureSteps(at: At): Step[] {
  return [...ASSETS.flatMap((asset) => stepsOf(at, asset)), ...recipientSteps(at)];
}

function stepsOf(at: At, { key, name, pattern }: StoryAsset): Step[] {
  let [assetId, windowId] = ["", ""];
  const asset = CreateAssetInput.parse({
    name,
    classification: "confidential",
    owner: "Product",
    systems: ["mcp"],
    patterns: [{ system: "mcp", resource: pattern }],
  });
  const open = (to: string) =>
    OpenWindowInput.parse({
      asset: to,
      audience: AudienceInput.parse({ kind: "group", group: ACCOUNTS }),
      openedAt: at(WHEN.launched),
      path: "Connector answers from a cache that all tenants share",
      note: "Since the launch: the key of the cache lacks the tenant.",
    });
  const closing = CloseWindowInput.parse({ closedAt: at(WHEN.offline), note: "The connector was taken offline." });
  const proven: Step["run"] = async (ctx, ref) => {
    const resource = `*${CONNECTOR}*`;
    const openedEvidence = await findEvents(ctx, ref, { resource, action: "create" });
    const closedEvidence = await findEvents(ctx, ref, { resource, action: "patch deployments/scale" });
    const reason = "The cluster's log has both ends.";
    await changeWindow(ctx, ref, windowId, ChangeWindowInput.parse({ openedEvidence, closedEvidence, reason }));
  };
  return [
    {
      at: at("34 16:02"),
      by: "responder",
      run: async (ctx) => {
        assetId = (await createAsset(ctx, asset)).id;
      },
    },
    {
      at: at("34 16:20"),
      by: "responder",
      run: async (ctx, ref) => {
        windowId = (await openWindow(ctx, ref, open(assetId))).id;
      },
    },
    { at: at("34 18:09"), by: "responder", run: (ctx, ref) => closeWindow(ctx, ref, windowId, closing) },
    { at: at("34 20:25"), by: "responder", run: proven },
    {
      at: at("34 21:40"),
      by: "responder",
      run: (ctx, ref) =>
        addData(
          ctx,
          ref,
          AddDataInput.parse({
            ...DATA[key],
            assetId,
            subjectKind: "users",
            jurisdictions: PLACES,
            protection: "none",
          }),
        ),
    },
  ];
}

/** Every tenant is bound by its contract; those that answered so far say that they deleted what they got. */
function recipientSteps(at: At): Step[] {
  const state =
    (question: string, most: number, reason: string, evidence: string[]): Step["run"] =>
    async (ctx, ref) => {
      const { data } = await listRecipients(reading(ctx), ref, ListRecipientsQuery.parse({}));
      const recipients = data.slice(0, most).flatMap(({ principal }) => (principal ? [{ principal }] : []));
      const input = { recipients, question, answer: "yes", reason, evidence };
      await stateRecipients(ctx, ref, StateRecipientsInput.parse(input));
    };
  const contract = "Terms of service, confidentiality of other customers' content";
  const confirmed = "Confirmed by the tenant's administrator in the notice's form";
  return [
    { at: at("35 10:20"), by: "responder", run: state("bound_to_secrecy", 500, contract, []) },
    { at: at("35 18:40"), by: "responder", run: state("deletion_attested", 14, confirmed, ["Answers to notice CN-7"]) },
  ];
}
