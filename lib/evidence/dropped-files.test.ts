import { expect, test } from "vitest";
import { chosenFiles, droppedFiles } from "./dropped-files";

const file = (name: string, path = "") => Object.assign(new File(["x"], name), { webkitRelativePath: path });
const names = (files: { name: string }[]) => files.map(({ name }) => name);

const fileEntry = (path: string) => ({
  isFile: true,
  name: path.split("/").at(-1),
  fullPath: path,
  file: (resolve: (file: File) => void) => resolve(file(path.split("/").at(-1) ?? "")),
});

/** As browsers do it: some entries at a time, then none. */
function folder(path: string, entries: object[], atATime = 2) {
  const left = [...entries];
  const readEntries = (resolve: (some: object[]) => void) => resolve(left.splice(0, atATime));
  return { isFile: false, name: path.split("/").at(-1), fullPath: path, createReader: () => ({ readEntries }) };
}
const dropOf = (...entries: object[]) =>
  ({ items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })), files: [] }) as unknown as DataTransfer;

test("every file of a folder comes with its path, however many the browser gives at a time", async () => {
  const inner = folder("/logs/eu", [fileEntry("/logs/eu/a.json")]);
  const many = Array.from({ length: 5 }, (_, i) => fileEntry(`/logs/${i}.json`));
  const found = await droppedFiles(dropOf(folder("/logs", [...many, inner]), fileEntry("/single.csv")));
  expect(names(found)).toEqual([
    ...["logs/0.json", "logs/1.json", "logs/2.json", "logs/3.json", "logs/4.json", "logs/eu/a.json", "single.csv"],
  ]);
});

test("what a file manager leaves behind is not brought", () => {
  const chosen = [file("a.json", "logs/a.json"), file(".DS_Store", "logs/.DS_Store"), file("plain.csv")];
  expect(names(chosenFiles(chosen))).toEqual(["logs/a.json", "plain.csv"]);
});

test("where the browser knows no entries, the files of the drop are taken", async () => {
  const transfer = { items: [{}], files: [file("a.json")] } as unknown as DataTransfer;
  expect(names(await droppedFiles(transfer))).toEqual(["a.json"]);
});

test("a folder that can't be read is an error and not an empty folder", async () => {
  const broken = {
    ...folder("/logs", []),
    createReader: () => ({ readEntries: (_: unknown, reject: (e: Error) => void) => reject(new Error("no right")) }),
  };
  await expect(droppedFiles(dropOf(broken))).rejects.toThrow("no right");
});
