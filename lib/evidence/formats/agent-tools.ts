import { distinctResources, isObject, list, own, parsedJson, text } from "@/lib/evidence/formats/fields";
import type { Resource, Verb } from "@/lib/evidence/model";

/** Names of tools that agents bring along, and what they do; matched without case. */
const TOOLS: readonly (readonly [names: string, verb: Verb])[] = [
  ["read read_file read_many_files notebookread view view_image cat grep search_file_content grep_search", "read"],
  ["web_fetch webfetch bashoutput open_page memory_get", "read"],
  ["glob ls list list_dir list_directory find tree google_web_search web_search websearch memory_search", "list"],
  ["write write_file create_file edit edit_file multiedit notebookedit replace apply_patch str_replace", "write"],
  ["str_replace_editor str_replace_based_edit_tool write_todos save_memory patch", "write"],
  ["task agent spawn_agent sessions_spawn sessions_send delegate handoff", "invoke"],
];
const BY_NAME = new Map(TOOLS.flatMap(([names, verb]) => names.split(" ").map((name) => [name, verb] as const)));

/** The verb of a call of an agent's tool by its name; whatever is not known by name is executed. */
export function toolVerb(name: string): Verb {
  return BY_NAME.get(name.toLowerCase()) ?? "execute";
}

/**
 * Arguments that name what a tool touches. What else a call was given (prompts, queries, contents) is left in the
 * record's bytes.
 */
const NAMED: readonly (readonly [argument: string, type: string])[] = [
  ["file_path", "file"],
  ["absolute_path", "file"],
  ["notebook_path", "file"],
  ["path", "file"],
  ["paths", "file"],
  ["filename", "file"],
  ["dir_path", "directory"],
  ["directory", "directory"],
  ["url", "url"],
  ["urls", "url"],
  ["uri", "uri"],
  ["command", "command"],
  ["cmd", "command"],
];

/** What a call names as touched; the tool itself where its arguments name nothing. */
export function toolResources(name: string, input: unknown): Resource[] {
  const args = parsedJson(input);
  const named = isObject(args) ? NAMED.flatMap(([key, type]) => namedBy(own(args, key), type)) : patchedFiles(args);
  return distinctResources(named.length > 0 ? named : [{ id: name, type: "tool", name: null }]);
}

function namedBy(value: unknown, type: string): Resource[] {
  // Codex writes a command as its words.
  const words = type === "command" && Array.isArray(value) ? [value.map((word) => text(word) ?? "").join(" ")] : value;
  return list(words).flatMap((one) => {
    const id = text(one);
    return id === null ? [] : [{ id: id.slice(0, 4000), type, name: null }];
  });
}

const PATCHED = /^\*\*\* (?:Add|Update|Delete) File: (.+)$/gm;

/** The files of a patch in the form that `apply_patch` takes. */
function patchedFiles(input: unknown): Resource[] {
  if (typeof input !== "string") return [];
  return [...input.matchAll(PATCHED)].map((match) => ({ id: match[1]?.trim() ?? "", type: "file", name: null }));
}
