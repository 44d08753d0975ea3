import type { LogFile } from "@/db/seed/log-file";
import { agentSpansFile } from "./agent-spans";
import { cloudTrailFiles } from "./cloudtrail";
import { forumFile } from "./forum-csv";
import { workspaceFile } from "./workspace";

/** Every log file of the story, in the order in which they are brought: about 60,000 events of one day. */
export function forumAdviceLogs(): LogFile[] {
  return [...cloudTrailFiles(), workspaceFile(), agentSpansFile(), forumFile()];
}
