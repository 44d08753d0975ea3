import { expect, it } from "vitest";
import { PERMISSIONS } from "@/lib/access/model";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { FORMATS } from "../formats/registry";
import { FormatPage } from "../views";
import { listFormats } from "./list-formats";

it("tells whoever may read of every format, with what it cannot show", async () => {
  const ctx = { actor: { permissions: new Set(PERMISSIONS) } } as unknown as Ctx;
  const page = FormatPage.parse(await listFormats(ctx));
  expect(page.data.map((format) => format.id)).toEqual(FORMATS.map((format) => format.id));
  expect(page.data.every((format) => format.blindSpots.length > 0)).toBe(true);
});

it("tells nobody who is not signed in", async () => {
  await expect(listFormats({ actor: null } as unknown as Ctx)).rejects.toThrow(AppError);
});
