import type { Verb } from "@/lib/evidence/model";

/** `class_uid` → `activity_id` → verb, for the classes whose activities say more than "other". */
const BY_CLASS: Readonly<Record<string, Readonly<Record<string, Verb>>>> = {
  // File system, kernel extension, process, scheduled job.
  "1001": {
    1: "write",
    2: "read",
    3: "write",
    4: "delete",
    5: "write",
    6: "admin",
    7: "grant",
    8: "list",
    9: "list",
    10: "write",
    11: "read",
    14: "read",
  },
  "1006": { 1: "admin", 2: "admin", 3: "delete", 4: "admin", 5: "admin", 6: "execute" },
  "1007": { 1: "execute", 2: "other", 3: "read", 4: "execute", 5: "admin" },
  // Account change, authentication, session, entities, user access, groups.
  "3001": {
    1: "admin",
    2: "admin",
    3: "admin",
    4: "admin",
    5: "revoke",
    6: "delete",
    7: "grant",
    8: "revoke",
    9: "admin",
    10: "admin",
    11: "admin",
  },
  "3002": { 1: "login", 2: "other", 3: "login", 4: "login" },
  "3003": { 1: "grant" },
  "3004": { 1: "admin", 2: "read", 3: "admin", 4: "delete" },
  "3005": { 1: "grant", 2: "revoke" },
  "3006": { 1: "grant", 2: "revoke", 3: "grant", 4: "revoke", 5: "delete", 6: "admin" },
  // HTTP, FTP, SSH, SMB file, e-mail.
  "4002": { 2: "delete", 3: "read", 4: "list", 6: "write", 7: "write", 9: "write" },
  "4008": { 1: "write", 2: "read", 3: "list", 4: "delete", 5: "write", 6: "list" },
  "4007": { 1: "login" },
  "4006": { 3: "write", 4: "write", 5: "write", 6: "delete" },
  // Web resources, application lifecycle, API, web resource access, datastore, file hosting.
  "6001": { 1: "write", 2: "read", 3: "write", 4: "delete", 5: "list", 6: "write", 7: "export", 8: "share" },
  "6003": { 1: "write", 2: "read", 3: "write", 4: "delete" },
  "6004": { 1: "read", 2: "read", 3: "read", 4: "read" },
  "6005": { 1: "read", 2: "write", 3: "login", 4: "read", 5: "write", 6: "write", 7: "delete" },
  "6006": {
    1: "write",
    2: "export",
    3: "write",
    4: "delete",
    5: "write",
    6: "write",
    7: "write",
    8: "write",
    9: "read",
    12: "share",
    13: "revoke",
    14: "read",
  },
};

export function ocsfVerb(classUid: string, activityId: string): Verb {
  const activities = Object.hasOwn(BY_CLASS, classUid) ? BY_CLASS[classUid] : undefined;
  return (
    (activities !== undefined && Object.hasOwn(activities, activityId) ? activities[activityId] : undefined) ?? "other"
  );
}
