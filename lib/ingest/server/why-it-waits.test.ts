import { expect, test } from "vitest";
import { AppError } from "@/lib/api/errors";
import { whyItWaits } from "./why-it-waits";

test("a live source's card says our own sentences, and nothing of what a database's error quotes", () => {
  expect(whyItWaits(new AppError("conflict", "Its source is ended."))).toContain("Its source is ended.");
  const failed = new Error('Failed query: insert into evidence_terms params: "sk-live-secret"');
  expect(whyItWaits(failed)).not.toContain("secret");
  expect(whyItWaits(failed)).toContain("It is kept and tried again.");
});
