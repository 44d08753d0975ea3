import { describe, expect, it } from "vitest";
import { type BroughtFile, DigestCheck, type DigestHead } from "./check-digests";
import type { LogDigest } from "./model";

type BroughtDigest = DigestHead & Pick<LogDigest, "files">;

function checkDigests(digests: BroughtDigest[], files: BroughtFile[], events: { first: string; last: string } | null) {
  const check = new DigestCheck(digests, files, events);
  for (const digest of digests) check.add(digest, digest.files);
  return check.report();
}

const at = (hour: number, minutes = 0) =>
  `2026-03-11T${String(hour).padStart(2, "0")}:${String(minutes).padStart(2, "0")}:00.000000Z`;
const hash = (letter: string) => letter.repeat(64);

function digest(hour: number, files: BroughtDigest["files"], trail = "111122223333 eu-west-1"): BroughtDigest {
  return {
    evidence: `digest-${hour}`,
    name: `d/${trail}-${hour}.json.gz`,
    trail,
    from: at(hour),
    until: at(hour + 1),
    files,
  };
}

function file(name: string, sha256: string | null, evidence = name): BroughtFile {
  return { evidence, name, sha256 };
}

const events = { first: at(12, 10), last: at(14, 50) };

describe("files", () => {
  it("are verified by their content, whatever they are called now, and differ where only the name is right", () => {
    const listed = [
      { name: "AWSLogs/1/CloudTrail/a.json.gz", sha256: hash("a") },
      { name: "AWSLogs/1/CloudTrail/b.json.gz", sha256: hash("b") },
      { name: "AWSLogs/1/CloudTrail/c.json.gz", sha256: hash("c") },
    ];
    const brought = [file("renamed.json", hash("a")), file("b.json", hash("x")), file("other.json", hash("y"))];
    const report = checkDigests([digest(12, listed)], brought, events);
    expect(report.logFiles).toEqual({ verified: 1, differs: 1, unchecked: 0, notBrought: 1 });
    expect(report.sources).toEqual([
      {
        evidence: "renamed.json",
        files: 1,
        verified: 1,
        differs: 0,
        uncovered: 0,
        unchecked: 0,
        hours: { from: at(12), until: at(13) },
      },
      { evidence: "b.json", files: 1, verified: 0, differs: 1, uncovered: 0, unchecked: 0, hours: null },
      { evidence: "other.json", files: 1, verified: 0, differs: 0, uncovered: 1, unchecked: 0, hours: null },
    ]);
    expect(report.differing).toMatchObject([{ expected: hash("b"), actual: hash("x"), evidence: "b.json" }]);
    expect(report.notBrought.map(({ name }) => name)).toEqual(["AWSLogs/1/CloudTrail/c.json.gz"]);
  });

  it("of one archive are counted in it, without the digests that are in it too", () => {
    const one = digest(12, [{ name: "x/a.json.gz", sha256: hash("a") }]);
    const brought = [
      file("x/a.json.gz", hash("a"), "zip"),
      file("y/b.json.gz", hash("b"), "zip"),
      file(one.name, hash("d"), "zip"),
    ];
    expect(checkDigests([one], brought, events).sources).toMatchObject([
      { evidence: "zip", files: 2, verified: 1, uncovered: 1 },
    ]);
  });

  it("whose content was never hashed are not said to differ", () => {
    const report = checkDigests(
      [digest(12, [{ name: "a.json.gz", sha256: hash("a") }])],
      [file("a.json", null)],
      events,
    );
    expect(report.logFiles).toMatchObject({ differs: 0, unchecked: 1, notBrought: 0 });
    expect(report.sources).toMatchObject([{ unchecked: 1, differs: 0 }]);
  });
});

describe("hours without a digest", () => {
  it("are those between first and last event that no digest covers, of each trail by itself", () => {
    const digests = [
      digest(12, []),
      digest(14, []),
      digest(12, [], "1 us-east-1"),
      digest(13, [], "1 us-east-1"),
      digest(14, [], "1 us-east-1"),
    ];
    const report = checkDigests(digests, [], events);
    expect(report.gaps).toEqual([{ trail: "111122223333 eu-west-1", from: at(13), until: at(14) }]);
    expect(report.gapCount).toBe(1);
  });

  it("reach to the ends, the last event included", () => {
    const report = checkDigests([digest(13, [])], [], events);
    expect(report.gaps).toEqual([
      { trail: "111122223333 eu-west-1", from: at(12, 10), until: at(13) },
      { trail: "111122223333 eu-west-1", from: at(14), until: "2026-03-11T14:50:00.000001Z" },
    ]);
    expect(checkDigests([digest(12, [])], [], { first: at(12), last: at(13) }).gaps).toHaveLength(1);
  });

  it("are all of them where no digest was brought, and none where there are no events", () => {
    expect(checkDigests([], [], events).gaps).toMatchObject([{ trail: null, from: at(12, 10) }]);
    expect(checkDigests([digest(12, [])], [], null).gaps).toEqual([]);
  });
});
