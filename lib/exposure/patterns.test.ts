import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { matchesResource, patternToLike } from "@/lib/exposure/patterns";

describe("an asset pattern", () => {
  test.each([
    ["arn:aws:s3:::users", "arn:aws:s3:::users", true],
    ["arn:aws:s3:::users", "arn:aws:s3:::users/1", false],
    ["arn:aws:s3:::users/*", "arn:aws:s3:::users/a/b/c.json", true],
    ["arn:aws:s3:::users/*", "arn:aws:s3:::users/", true],
    ["arn:aws:s3:::users/*", "arn:aws:s3:::users", false],
    ["*/secrets/*.json", "a/b/secrets/x/y.json", true],
    ["*/secrets/*.json", "a/b/secrets/x/y.yaml", false],
    ["a*a", "a", false],
    ["a*a", "aa", true],
    ["ab*bc*cd", "abcd", false],
    ["ab*bc*cd", "abbccd", true],
    ["Users", "users", false],
    ["u.er[s]?(1)+$", "u.er[s]?(1)+$", true],
    ["u.er", "user", false],
    ["100%_done", "100%_done", true],
    ["100%_done", "100 percent done", false],
    ["*", "", true],
    ["**", "anything", true],
    ["a*", "a\nb", true],
  ])("%s against %s: %s", (pattern, resource, expected) => {
    expect(matchesResource(pattern, resource)).toBe(expected);
  });

  test("with many stars is decided at once", () => {
    const started = performance.now();
    expect(matchesResource(`${"*a".repeat(30)}*b`, "a".repeat(20_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test("means the same as a regular expression that knows only the star", () => {
    const piece = fc.array(fc.constantFrom("a", "b", "/", "*", ".", "%", "_", "\\"), { maxLength: 7 });
    fc.assert(
      fc.property(piece, piece, (patternParts, resourceParts) => {
        const pattern = patternParts.join("");
        const resource = resourceParts.join("");
        const source = pattern.replace(/[.%_\\/]/g, "\\$&").replaceAll("*", "[^]*");
        expect(matchesResource(pattern, resource)).toBe(new RegExp(`^${source}$`).test(resource));
      }),
    );
  });

  test("becomes a LIKE pattern in which only the star is special", () => {
    expect(patternToLike("a*b%c_d\\e**")).toBe("a%b\\%c\\_d\\\\e%");
  });
});
