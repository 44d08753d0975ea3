/** A file with the path by which it stands in what was chosen or dropped; its own name where that is all. */
export interface NamedFile {
  file: File;
  name: string;
}

/** Left by the file manager in every folder; nobody means to bring them. */
const NOT_MEANT = new Set([".DS_Store", "Thumbs.db", "desktop.ini"]);

/** Files of a chooser; those of a chosen folder carry their path in it. */
export function chosenFiles(files: Iterable<File>): NamedFile[] {
  return meant([...files].map((file) => ({ file, name: file.webkitRelativePath || file.name })));
}

/**
 * Files of a drop, those in folders too, by path. Has to be called while the drop is handled: afterwards the browser
 * gives nothing more. A folder that can't be read is an error that names it.
 */
export async function droppedFiles(transfer: Pick<DataTransfer, "items" | "files">): Promise<NamedFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (entries.length === 0) return chosenFiles(transfer.files);
  const found: NamedFile[] = [];
  for (const entry of entries) await walk(entry, found);
  return meant(found);
}

async function walk(entry: FileSystemEntry, found: NamedFile[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    found.push({ file, name: entry.fullPath.replace(/^\//, "") });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const inside: FileSystemEntry[] = [];
  // A reader gives some at a time (a hundred, in Chrome) and an empty list at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) break;
    inside.push(...some);
  }
  inside.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const one of inside) await walk(one, found);
}

function meant(files: readonly NamedFile[]): NamedFile[] {
  return files.filter(({ file }) => !NOT_MEANT.has(file.name));
}
