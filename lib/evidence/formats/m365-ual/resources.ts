import type { JsonObject } from "@/lib/evidence/formats/fields";
import { distinctResources, firstText, list, own, parsedJson, text } from "@/lib/evidence/formats/fields";
import type { Resource } from "@/lib/evidence/model";

/** What an audit record names as touched: an assistant's sources, mail items, files, groups. */
export function m365Resources(r: JsonObject): Resource[] {
  return distinctResources([
    ...copilotResources(own(r, "CopilotEventData")),
    ...mailResources(r),
    ...objectResource(r),
    ...groupResource(r),
  ]);
}

/** A source has an address and an id of its own; both are named, since patterns may use either. */
function copilotResources(data: unknown): Resource[] {
  const sources = [...list(own(data, "AccessedResources")), ...list(own(data, "Contexts"))];
  return sources.flatMap((source) => {
    const type = text(own(source, "Type"));
    const name = text(own(source, "Name"));
    const ids = [own(source, "SiteUrl"), own(source, "ID"), own(source, "Id")].map(text).filter((id) => id !== null);
    return ids.map((id) => ({ id, type, name }));
  });
}

/** Mail: each message of an aggregated record, the folder of a synchronisation, and the mailbox itself. */
function mailResources(r: JsonObject): Resource[] {
  const out: Resource[] = [];
  for (const folder of list(parsedJson(own(r, "Folders")))) {
    for (const item of list(own(folder, "FolderItems"))) out.push(...mail(item));
  }
  for (const item of [...list(parsedJson(own(r, "AffectedItems"))), ...list(parsedJson(own(r, "Item")))]) {
    out.push(...mail(item));
    const folder = own(item, "ParentFolder");
    const path = firstText(folder, "Path", "Name");
    if (path !== null && own(item, "InternetMessageId") === undefined) {
      out.push({ id: text(own(folder, "Id")) ?? path, type: "mail folder", name: path });
    }
  }
  const mailbox = firstText(r, "MailboxOwnerUPN", "MailboxGuid");
  if (mailbox !== null) out.push({ id: mailbox, type: "mailbox", name: null });
  return out;
}

function mail(item: unknown): Resource[] {
  const id = firstText(item, "InternetMessageId", "Id");
  return id === null ? [] : [{ id, type: "mail", name: text(own(item, "Subject")) }];
}

function objectResource(r: JsonObject): Resource[] {
  const id = firstText(r, "ObjectId", "OfficeObjectId");
  if (id === null) return [];
  const type = firstText(r, "ItemType", "ObjectType") ?? text(own(r, "Workload"));
  return [{ id, type, name: firstText(r, "SourceFileName", "ItemName", "ReportName", "DatasetName") }];
}

/** `Add member to group.` names the group among the properties it changed, quoted once more. */
function groupResource(r: JsonObject): Resource[] {
  return list(parsedJson(own(r, "ModifiedProperties"))).flatMap((property) => {
    const name = text(own(property, "Name"));
    if (name !== "Group.DisplayName" && name !== "Role.DisplayName") return [];
    const value = (firstText(property, "NewValue", "OldValue") ?? "").replace(/^"(.*)"$/, "$1");
    return value === "" ? [] : [{ id: value, type: name === "Role.DisplayName" ? "role" : "group", name: value }];
  });
}

/** A value of a `[{Name, Value}]` list, which Sentinel writes as text. */
export function property(r: JsonObject, listName: string, name: string): string | null {
  const found = list(parsedJson(own(r, listName))).find((p) => own(p, "Name") === name);
  return text(own(found, "Value"));
}
