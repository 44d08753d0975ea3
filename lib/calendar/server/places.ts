import Holidays from "date-holidays";
import { requireActor } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import type { PlacesQuery } from "../inputs";
import type { PlaceList } from "../views";

const LANGUAGE = "en";

/** Countries of which public holidays are known, or the regions of one. */
export async function listPlaces(ctx: Ctx, { country }: PlacesQuery): Promise<PlaceList> {
  requireActor(ctx);
  const holidays = new Holidays();
  const named = country ? holidays.getStates(country, LANGUAGE) : holidays.getCountries(LANGUAGE);
  const data = Object.entries(named ?? {})
    .map(([code, name]) => ({ id: country ? `${country}-${code}` : code, name }))
    .sort((a, b) => a.name.localeCompare(b.name, LANGUAGE));
  return { data, nextCursor: null };
}

/** "Germany, Bavaria"; null where no public holidays are known of such a place. Empty for none. */
export function placeName(place: string): string | null {
  if (place === "") return "";
  const [country = "", region] = place.split("-");
  const holidays = new Holidays();
  const name = holidays.getCountries(LANGUAGE)[country];
  if (!name || region === undefined) return name ?? null;
  const state = holidays.getStates(country, LANGUAGE)?.[region];
  return state ? `${name}, ${state}` : null;
}
