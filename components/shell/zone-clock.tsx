"use client";

import { useRouter } from "next/navigation";
import { useNow } from "@/components/ui/clock";
import { useCommand } from "@/components/ui/commands";
import {
  Menu,
  MenuContent,
  MenuGroup,
  MenuItem,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "@/components/ui/menu";
import { useHydrated, useZone } from "@/components/ui/zone-provider";
import { formatInstant, zoneName } from "@/lib/time/format";
import { dateToInstant } from "@/lib/time/instant";

/** The time now in the chosen zone, and the switch between UTC, mine and another. */
export function ZoneClock() {
  const { choice, zone, mine, choose } = useZone();
  const now = dateToInstant(new Date(useNow(1000)));
  const hydrated = useHydrated();
  const router = useRouter();
  useCommand({
    label: "Switch the time zone",
    group: "View",
    keys: "shift+z",
    keywords: "utc local timezone",
    run: () => choose(choice === "utc" ? "mine" : "utc"),
  });
  const name = zoneName(zone, now);
  return (
    <Menu>
      <MenuTrigger
        aria-label={`Times are shown in ${name}. Change the zone.`}
        className="mono whitespace-nowrap rounded-md px-1.5 py-1 hover:bg-hover hover:text-ink pointer-coarse:py-2.5"
      >
        {name} {/* After midnight the day is what one is wrong about. */}
        <span className="max-lg:hidden">{formatInstant(now, { zone, style: "short", precision: "day" })} </span>
        <span className="max-sm:hidden">{formatInstant(now, { zone, style: "time" })}</span>
        <span className="sm:hidden">{formatInstant(now, { zone, style: "time", precision: "minute" })}</span>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuGroup label="Show times in">
          <MenuRadioGroup value={choice} onValueChange={choose}>
            <MenuRadioItem value="utc" closeOnClick>
              UTC
            </MenuRadioItem>
            <MenuRadioItem value="mine" closeOnClick>
              My zone{hydrated && `, ${mine}`}
            </MenuRadioItem>
            {choice !== "utc" && choice !== "mine" && (
              <MenuRadioItem value={choice} closeOnClick>
                {zone}
              </MenuRadioItem>
            )}
          </MenuRadioGroup>
        </MenuGroup>
        <MenuSeparator />
        <MenuItem onClick={() => router.push("/settings#zone")}>Another zone …</MenuItem>
      </MenuContent>
    </Menu>
  );
}
