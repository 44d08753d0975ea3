import type { Verb } from "@/lib/evidence/model";

/** `application:event` → verb, by the documented event names of the Reports API. */
const BY_EVENT: Readonly<Record<string, Verb>> = spread({
  read: [
    "drive:view preview access_item_content source_copy sheets_import_range access_url",
    "gmail:view message_viewed",
    "chat:message_read",
    "keep:view",
    "vault:view_matter",
  ],
  list: ["drive:search", "chat:room_details_viewed", "vault:view_search"],
  export: [
    "drive:download print email_as_attachment export",
    "gmail:download",
    "chat:attachment_downloaded",
    "admin:CUSTOMER_TAKEOUT_CREATED CUSTOMER_TAKEOUT_SUCCEEDED USER_TAKEOUT DOWNLOAD_REPORT DOWNLOAD_USERLIST_CSV EMAIL_LOG_SEARCH SECURITY_INVESTIGATION_EXPORT_QUERY",
    "takeout:user_takeout",
    "vault:create_export download_export",
    "groups_enterprise:download_members",
  ],
  write: [
    "drive:edit create upload copy rename move add_to_folder untrash add_lock approval_requested",
    "chat:message_posted message_edited attachment_uploaded room_created",
    "calendar:create_event change_event create_calendar",
    "keep:create edited_content",
  ],
  delete: [
    "drive:delete trash remove_from_folder",
    "gmail:trash delete",
    "chat:message_deleted room_deleted",
    "calendar:delete_event delete_calendar remove_event_from_trash",
  ],
  share: ["drive:publish_change shared_drive_settings_change", "gmail:forward"],
  grant: [
    "admin:ADD_GROUP_MEMBER UPDATE_GROUP_MEMBER ASSIGN_ROLE ADD_PRIVILEGE GRANT_ADMIN_PRIVILEGE GRANT_DELEGATED_ADMIN_PRIVILEGES AUTHORIZE_API_CLIENT_ACCESS ADD_TRUSTED_DOMAINS ADD_NICKNAME",
    "groups_enterprise:add_member add_info_setting approve_join_request",
    "groups:add_user change_acl_permission",
    "calendar:change_calendar_acls add_event_guest",
    "token:authorize",
    "user_accounts:email_forwarding_out_of_domain",
    "chat:add_room_member",
  ],
  revoke: [
    "admin:REMOVE_GROUP_MEMBER UNASSIGN_ROLE REMOVE_PRIVILEGE REVOKE_ADMIN_PRIVILEGE REMOVE_API_CLIENT_ACCESS REMOVE_TRUSTED_DOMAINS",
    "groups_enterprise:remove_member ban_user_with_moderation",
    "groups:remove_user",
    "token:revoke",
    "chat:remove_room_member",
  ],
  login: [
    "login:login_success login_failure login_verification login_challenge suspicious_login suspicious_login_less_secure_app suspicious_programmatic_login",
    "saml:login_success login_failure",
    "admin:IMPERSONATE_USER",
  ],
  invoke: ["token:activity request", "gemini_in_workspace_apps:feature_utilization"],
  approve: ["drive:approval_completed", "access_transparency:APPROVED"],
  deny: ["drive:approval_declined"],
});

function spread(verbs: Partial<Record<Verb, readonly string[]>>): Record<string, Verb> {
  return Object.fromEntries(
    Object.entries(verbs).flatMap(([verb, lines]) =>
      lines.flatMap((line) => {
        const [application = "", names = ""] = line.split(":");
        return names.split(" ").map((name) => [`${application}:${name}`, verb as Verb] as const);
      }),
    ),
  );
}

/** Changes of who may see a file; whether they open or close it stands in the new value. */
const ACCESS_CHANGE =
  /^change_(user_access|document_visibility|document_access_scope|acl_editors|owner)|^team_drive_membership_change|^shared_drive_membership_change/;
const CLOSED = /^(none|private|people_with_explicit_access|)$/;

export function googleVerb(application: string, event: string, newValue: string | null, type: string | null): Verb {
  const key = `${application}:${event.trim()}`;
  const known = Object.hasOwn(BY_EVENT, key) ? BY_EVENT[key] : undefined;
  if (known !== undefined) return known === "grant" && newValue === "none" ? "revoke" : known;
  if (ACCESS_CHANGE.test(event)) return newValue !== null && CLOSED.test(newValue) ? "revoke" : "share";
  return application === "admin" || type === "acl_change" ? "admin" : "other";
}
