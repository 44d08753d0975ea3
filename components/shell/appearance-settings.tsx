"use client";

import { useTheme } from "next-themes";
import { useMemo } from "react";
import { useNow } from "@/components/ui/clock";
import { Combobox } from "@/components/ui/combobox";
import { Segmented } from "@/components/ui/segmented";
import { Time } from "@/components/ui/time";
import { useHydrated, useZone } from "@/components/ui/zone-provider";
import { dateToInstant } from "@/lib/time/instant";

/** How this browser shows things. */
export function AppearanceSettings() {
  const { theme, setTheme } = useTheme();
  const { choice, choose, mine, zone } = useZone();
  const zones = useMemo(() => Intl.supportedValuesOf("timeZone").map((name) => ({ value: name, label: name })), []);
  const hydrated = useHydrated();
  const now = dateToInstant(new Date(useNow(1000)));
  return (
    <section aria-labelledby="appearance">
      <h2 id="appearance" className="mb-2 font-semibold text-md">
        Appearance
      </h2>
      <div className="flex flex-wrap items-center justify-between gap-2 border-line border-b py-2">
        <span>Theme</span>
        <Segmented
          label="Theme"
          options={[
            { value: "system", label: "As the system" },
            { value: "light", label: "Light" },
            { value: "dark", label: "Dark" },
          ]}
          value={hydrated ? (theme ?? "system") : "system"}
          onValueChange={setTheme}
        />
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2 border-line border-b py-2">
        <span>
          Time zone
          <span className="block text-ink-3 text-sm">
            Now it is <Time value={now} mode="datetime" withZone quiet />. UTC is on the card of every time.
          </span>
        </span>
        <Segmented
          label="Time zone"
          options={[
            { value: "utc", label: "UTC" },
            { value: "mine", label: hydrated ? `Mine, ${mine}` : "Mine" },
          ]}
          value={choice === "utc" || choice === "mine" ? choice : "other"}
          onValueChange={choose}
        />
      </div>
      <div id="zone" className="flex flex-wrap items-center justify-between gap-2 border-line border-b py-2">
        <span>Another zone, of the place where it happened</span>
        <Combobox
          aria-label="Another zone"
          className="w-56"
          placeholder="Europe/Berlin"
          options={zones}
          value={choice === "utc" || choice === "mine" ? null : zone}
          onValueChange={(next) => choose(next ?? "utc")}
        />
      </div>
    </section>
  );
}
