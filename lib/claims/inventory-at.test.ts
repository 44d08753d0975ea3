import { expect, test } from "vitest";
import { inventoryAt, misusedOf } from "./inventory-at";

const added = (id: string, low: number) => ({
  kind: "data_added",
  data: { id, assetId: "a", subjectKind: "customers", people: { certainty: "known", low, high: low }, answers: {} },
});

test("the inventory of an earlier moment is what its entries said by then", () => {
  const change = {
    kind: "data_changed",
    data: {
      id: "x",
      changes: {
        peopleCertainty: { from: "known", to: "estimate" },
        peopleHigh: { from: 40, to: 90 },
        answers: { from: {}, to: { exposed: { answer: "no", reason: "checked" } } },
      },
    },
  };
  const entries = [added("x", 40), added("y", 7), change, { kind: "data_removed", data: { id: "y" } }];
  expect(inventoryAt(entries.slice(0, 2)).map((item) => item.people.low)).toEqual([40, 7]);
  expect(inventoryAt(entries)).toEqual([
    {
      asset: "a",
      subjectKind: "customers",
      people: { certainty: "estimate", low: 40, high: 90 },
      records: { certainty: "unknown", low: null, high: null },
      answers: { exposed: "no" },
    },
  ]);
});

test("misuse is no only where every item that was exposed says so", () => {
  const item = (exposed: "yes" | "no", misused: "yes" | "no" | "unknown") => ({ exposed, misused });
  expect(misusedOf([])).toBe("unknown");
  expect(misusedOf([item("yes", "no"), item("yes", "unknown")])).toBe("unknown");
  expect(misusedOf([item("yes", "no"), item("no", "unknown")])).toBe("no");
  expect(misusedOf([item("yes", "no"), item("no", "yes")])).toBe("yes");
});
