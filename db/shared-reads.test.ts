import { expect, test } from "vitest";
import { sharedReads } from "./shared-reads";

/** Reads that end when they are told to, and how many were begun. */
function reads() {
  const begun: { answer: (value: string) => void; fail: (error: Error) => void }[] = [];
  const read = () =>
    new Promise<string>((answer, fail) => {
      begun.push({ answer, fail });
    });
  return { begun, read };
}

test("who asks while a read runs is answered by one that begins after the question, the same for all who wait", async () => {
  const { begun, read } = reads();
  const share = sharedReads<string>();
  const first = share("a", read);
  const later = [share("a", read), share("a", read), share("a", read)];
  expect(begun).toHaveLength(1);

  begun[0]?.answer("before");
  expect(await first).toBe("before");
  expect(begun).toHaveLength(2);
  begun[1]?.answer("after");
  expect(await Promise.all(later)).toEqual(["after", "after", "after"]);
  expect(begun).toHaveLength(2);
});

test("a read that ended is not answered again", async () => {
  const { begun, read } = reads();
  const share = sharedReads<string>();
  const first = share("a", read);
  begun[0]?.answer("one");
  await first;
  const second = share("a", read);
  expect(begun).toHaveLength(2);
  begun[1]?.answer("two");
  expect(await second).toBe("two");
});

test("reads of different keys know nothing of each other", () => {
  const { begun, read } = reads();
  const share = sharedReads<string>();
  void share("a", read);
  void share("b", read);
  expect(begun).toHaveLength(2);
});

test("a failed read fails for those who waited for it, and the next one begins all the same", async () => {
  const { begun, read } = reads();
  const share = sharedReads<string>();
  const first = share("a", read);
  const second = share("a", read);
  begun[0]?.fail(new Error("gone"));
  await expect(first).rejects.toThrow("gone");
  begun[1]?.answer("back");
  expect(await second).toBe("back");
});
