import { useEffect } from "react";

/**
 * Gives the focus to a field that is there a moment after its dialog, because its code comes later; unless somebody
 * has gone to another field in the meantime.
 */
export function useFirstField(id: string): void {
  useEffect(() => {
    const take = () => {
      const field = document.getElementById(id);
      if (!field) return false;
      const active = document.activeElement;
      if (!active?.matches("input, textarea, [role=combobox], [aria-pressed]")) field.focus();
      return true;
    };
    if (take()) return;
    const observer = new MutationObserver(() => take() && observer.disconnect());
    observer.observe(document.body, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [id]);
}
