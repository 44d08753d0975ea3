import type { PostmortemView } from "./views";

type Text = Pick<PostmortemView, "generatedAt"> & { sections: readonly { section: string; version: number }[] };

/** Whether the words or the facts under them are others than those shown. A review alone changes neither. */
export function isNewerText(now: Text, shown: Text): boolean {
  if (now.generatedAt !== shown.generatedAt || now.sections.length !== shown.sections.length) return true;
  return now.sections.some(({ version }, i) => version !== shown.sections[i]?.version);
}
