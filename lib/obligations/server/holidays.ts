import Holidays from "date-holidays";
import type { IsHoliday } from "../deadlines";

const known = new Map<string, IsHoliday>();

/** Public holidays of a country, by the maintained library; with those that are observed on another day. */
export function holidaysOf(country: string): IsHoliday {
  const found = known.get(country) ?? calendarOf(country);
  known.set(country, found);
  return found;
}

function calendarOf(country: string): IsHoliday {
  const holidays = new Holidays(country);
  const years = new Map<string, Set<string>>();
  return (day) => {
    const year = day.slice(0, 4);
    const days = years.get(year) ?? daysOf(holidays, Number(year));
    years.set(year, days);
    return days.has(day);
  };
}

/** What falls on a Saturday in January is observed in December, so the next year's list is asked too. */
function daysOf(holidays: Holidays, year: number): Set<string> {
  const all = [...(holidays.getHolidays(year) ?? []), ...(holidays.getHolidays(year + 1) ?? [])];
  return new Set(all.flatMap(({ type, date }) => (type === "public" ? date.slice(0, 10) : [])));
}
