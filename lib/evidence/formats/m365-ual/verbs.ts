import type { Verb } from "@/lib/evidence/model";

/** Operations by their documented name, in lower case without a full stop at the end. */
const BY_OPERATION: Readonly<Record<string, Verb>> = spread({
  read:
    "FileAccessed FileAccessedExtended FilePreviewed PageViewed PageViewedExtended ClientViewSignaled MailItemsAccessed MessageRead " +
    "ViewReport ViewDashboard GetWorkspaces ReadFile FileSyncUploadedPreview CallRecordingViewed TranscriptViewed SensitivityLabeledFileOpened",
  list: "SearchQueryPerformed SearchQueryInitiatedExchange SearchQueryInitiatedSharePoint FolderAccessed ListViewed ListAccessed ComplianceSearch SearchStarted",
  export:
    "FileDownloaded FileSyncDownloadedFull FileSyncDownloadedPartial FilePrinted ExportReport ExportArtifact ExportTile DownloadReport " +
    "SearchExportDownloaded SearchExported ViewedSearchExported ExportStarted AuditLogExported MessagesExported RecordingExported",
  write:
    "FileModified FileModifiedExtended FileUploaded FileUploadedPartial FileRenamed FileMoved FileCopied FileCheckedIn FileCheckedOut FileRestored FolderCreated FolderModified " +
    "FolderRenamed FolderMoved FileSyncUploadedFull FileSyncUploadedPartial ListItemCreated ListItemUpdated Create Update Move Send SendAs SendOnBehalf " +
    "MessageSent MessageUpdated MessageCreatedHasLink ChatCreated Copy",
  delete:
    "FileDeleted FileDeletedFirstStageRecycleBin FileDeletedSecondStageRecycleBin FileRecycled FileVersionsAllDeleted FolderDeleted FolderRecycled " +
    "SoftDelete HardDelete MoveToDeletedItems ListItemDeleted ListItemRecycled MessageDeleted TeamDeleted ChannelDeleted SiteDeleted",
  share:
    "SharingSet SharingInvitationCreated SharingInvitationAccepted AnonymousLinkCreated AnonymousLinkUpdated SecureLinkCreated SecureLinkUpdated AddedToSecureLink " +
    "CompanyLinkCreated SharingLinkCreated SharingLinkUpdated ShareReport ShareDashboard AccessInvitationCreated PublishToWebReport",
  grant:
    "AddedToGroup PermissionLevelAdded SiteCollectionAdminAdded AddFolderPermissions ModifyFolderPermissions MemberAdded GroupAdded " +
    "Add-MailboxPermission Add-RecipientPermission Add-MailboxFolderPermission Set-MailboxFolderPermission Add-RoleGroupMember New-ManagementRoleAssignment " +
    "AddGroupMember AccessRequestApproved SharingInheritanceBroken AppGrantedPermission",
  revoke:
    "SharingRevoked SharingInvitationRevoked AnonymousLinkRemoved SecureLinkDeleted RemovedFromSecureLink CompanyLinkRemoved SharingLinkDeleted RemovedFromGroup " +
    "PermissionLevelRemoved SiteCollectionAdminRemoved RemoveFolderPermissions MemberRemoved Remove-MailboxPermission Remove-RecipientPermission " +
    "Remove-MailboxFolderPermission Remove-RoleGroupMember Remove-ManagementRoleAssignment SharingInheritanceReset",
  login: "UserLoggedIn UserLoginFailed MailboxLogin TeamsSessionStarted UserSignedIn SignInEvent",
  invoke: "CopilotInteraction ConnectedAIAppInteraction AIAppInteraction BotAction",
});

/** Directory operations are sentences; what they do stands in their first words. */
const PHRASES: readonly (readonly [pattern: RegExp, verb: Verb])[] = [
  [/^add (eligible )?(member|owner) to /, "grant"],
  [/^add (app role assignment|delegated permission grant|oauth2permissiongrant)/, "grant"],
  [/^(consent to application|add service principal credentials|update application – certificates)/, "grant"],
  [/^remove (eligible )?(member|owner) from /, "revoke"],
  [
    /^remove (app role assignment|delegated permission grant|oauth2permissiongrant|service principal credentials)/,
    "revoke",
  ],
  [/^(get|test|search|export)-/, "list"],
  [/^[a-z]+-[a-z]/, "admin"],
  [/^(add|update|delete|set|remove|disable|enable|reset|restore|change|hard delete) /, "admin"],
];

function spread(verbs: Partial<Record<Verb, string>>): Record<string, Verb> {
  return Object.fromEntries(
    Object.entries(verbs).flatMap(([verb, names]) =>
      names.split(" ").map((name) => [name.toLowerCase(), verb as Verb] as const),
    ),
  );
}

/** The verb of an operation; an assistant's interaction reads when it names resources. */
export function m365Verb(operation: string, touchesResources: boolean): Verb {
  const name = operation.toLowerCase().replace(/\.$/, "");
  const known = Object.hasOwn(BY_OPERATION, name) ? BY_OPERATION[name] : undefined;
  if (known === "invoke") return touchesResources ? "read" : "invoke";
  return known ?? PHRASES.find(([pattern]) => pattern.test(name))?.[1] ?? "other";
}
