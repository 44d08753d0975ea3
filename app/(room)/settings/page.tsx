import { SessionList } from "@/components/access/session-list";
import { WorkCalendarSettings } from "@/components/calendar/work-calendar-settings";
import { CalendarSettings } from "@/components/obligations/calendar-settings";
import { AppearanceSettings } from "@/components/shell/appearance-settings";
import { KeyboardSettings } from "@/components/shell/keyboard-settings";

export default function SettingsPage() {
  return (
    <div className="flex max-w-2xl flex-col gap-8">
      <AppearanceSettings />
      <KeyboardSettings />
      <WorkCalendarSettings />
      <CalendarSettings />
      <SessionList />
    </div>
  );
}
