import { describe, expect, test } from "vitest";
import { type ActorWord, guessIdentities, type KnownPrincipal } from "./identities";

const word = (value: string, label: string | null = null, principal: string | null = null): ActorWord => ({
  ...{ value, label, principal, system: "s" },
});
const ann: KnownPrincipal = {
  id: "ann",
  name: "Ann Example",
  kind: "human",
  aliases: ["ann.example@x.example", "ann"],
};
const ci: KnownPrincipal = { id: "ci", name: "CI", kind: "service", aliases: ["arn:aws:iam::123456789012:role/ci"] };
const guess = (words: ActorWord[], known: KnownPrincipal[] = [ann, ci]) =>
  guessIdentities(words, known).map(({ basis, values, principal }) => [basis, values.join(" "), principal]);

describe("who an unresolved name may be", () => {
  test.each<[string, ActorWord[], string, string]>([
    ["the same e-mail in other capitals", [word("Ann.Example@X.example")], "case", "ann"],
    [
      "the session name of an assumed role",
      [word("AROAX:1", "arn:aws:sts::1:assumed-role/Admin/ann.example@x.example")],
      "arn",
      "ann",
    ],
    [
      "a session of a role that is known",
      [word("deploy-7", "arn:aws:sts::123456789012:assumed-role/ci/deploy-7")],
      "arn",
      "ci",
    ],
    ["the user at the end of an ARN", [word("arn:aws:iam::1:user/ann")], "arn", "ann"],
    [
      "an object id beside a known e-mail",
      [word("0a1b-22", null), word("ann.example@x.example", "0A1B-22", "ann")],
      "same_event",
      "ann",
    ],
    ["the same mailbox under another domain", [word("ann.example@x.onmicrosoft.example")], "mailbox", "ann"],
    [
      "a display name with an e-mail that fits it",
      [word("aexample@old.example", "Ann Example")],
      "display_name",
      "ann",
    ],
  ])("%s", (_, words, basis, principal) => {
    expect(guess(words)).toEqual([[basis, words[0]?.value, principal]]);
  });

  test("is not said of a name that is resolved, that fits two, or whose e-mail does not fit the display name", () => {
    expect(guess([word("ann", null, "ann")])).toEqual([]);
    const twin = { ...ann, id: "twin", aliases: ["ANN"] };
    expect(guess([word("Ann")], [ann, twin])).toEqual([]);
    expect(guess([word("support@x.example", "Ann Example")])).toEqual([]);
    expect(guess([word("info@other.example"), word("Ann Example Two")])).toEqual([]);
  });

  test("names that nobody knows may be one another, through any number of them", () => {
    const words = [
      word("0a1b-22", "bo@x.example"),
      word("BO@x.example"),
      word("bo@x.example", "arn:aws:iam::1:user/bo"),
    ];
    expect(guess([...words, word("somebody else")])).toEqual([
      ["same_event", "0a1b-22 BO@x.example bo@x.example", null],
    ]);
    expect(guess([word("one", "Display Name"), word("two", "Display Name")])).toEqual([]);
  });
});
