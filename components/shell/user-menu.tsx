"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Inbox, Keyboard, LogOut, Monitor, Moon, Settings, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { Avatar } from "@/components/ui/avatar";
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
import { toastFailed } from "@/components/ui/toast";
import { signOut } from "@/lib/access/mutations";
import { useViewer } from "@/lib/access/use-viewer";
import { failureText } from "@/lib/api/field-errors";
import { useShell } from "./shell-context";

const THEMES = [
  { value: "system", label: "As the system", icon: <Monitor aria-hidden="true" /> },
  { value: "light", label: "Light", icon: <Sun aria-hidden="true" /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden="true" /> },
];

export function UserMenu() {
  const viewer = useViewer();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { theme, setTheme } = useTheme();
  const { setShortcutsOpen } = useShell();

  async function leave() {
    try {
      await signOut();
      queryClient.clear();
      router.push("/sign-in");
      router.refresh();
    } catch (error) {
      toastFailed("You are still signed in.", { detail: failureText(error) });
    }
  }
  for (const { value, label } of THEMES) {
    // biome-ignore lint/correctness/useHookAtTopLevel: a constant list, so always the same three in the same order
    useCommand({
      label: `Theme: ${label.toLowerCase()}`,
      group: "View",
      keywords: "dark light",
      run: () => setTheme(value),
    });
  }
  useCommand({ label: "Sign out", group: "Account", run: () => void leave() });

  return (
    <Menu>
      <MenuTrigger
        aria-label={`${viewer.name}, ${viewer.role}. Account and appearance`}
        className="rounded-full pointer-coarse:p-1.5"
      >
        <Avatar name={viewer.name} />
      </MenuTrigger>
      <MenuContent align="end" className="w-60">
        <div className="px-2 py-1.5">
          <div className="truncate font-medium">{viewer.name}</div>
          <div className="truncate text-ink-3 text-sm">
            {viewer.email} · {viewer.role}
          </div>
        </div>
        <MenuSeparator />
        <MenuGroup label="Appearance">
          <MenuRadioGroup value={theme ?? "system"} onValueChange={setTheme}>
            {THEMES.map(({ value, label, icon }) => (
              <MenuRadioItem key={value} value={value}>
                {icon}
                {label}
              </MenuRadioItem>
            ))}
          </MenuRadioGroup>
        </MenuGroup>
        <MenuSeparator />
        <MenuItem icon={<Inbox aria-hidden="true" />} onClick={() => router.push("/inbox")}>
          Inbox
        </MenuItem>
        <MenuItem icon={<Keyboard aria-hidden="true" />} hint="?" onClick={() => setShortcutsOpen(true)}>
          Keyboard shortcuts
        </MenuItem>
        <MenuItem icon={<Settings aria-hidden="true" />} onClick={() => router.push("/settings")}>
          Settings
        </MenuItem>
        <MenuItem icon={<LogOut aria-hidden="true" />} onClick={() => void leave()}>
          Sign out
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
