"use client";

import { useRouter } from "next/navigation";
import { Button, type ButtonProps } from "@/components/ui/button";
import { toast, toastFailed } from "@/components/ui/toast";
import { failureText } from "@/lib/api/field-errors";
import { SECTION_TITLES } from "@/lib/postmortems/model";
import { useGeneratePostmortem } from "@/lib/postmortems/mutations";

interface GenerateButtonProps {
  incidentRef: string;
  again?: boolean;
  variant?: ButtonProps["variant"];
  /** It is written; the page that shows it is on its way. */
  onGenerated?: () => void;
}

/** Writes it from the record; what people wrote is kept. */
export function GenerateButton({ incidentRef, again, variant, onGenerated }: GenerateButtonProps) {
  const router = useRouter();
  const generate = useGeneratePostmortem(incidentRef);
  return (
    <Button
      variant={variant}
      busy={generate.isPending}
      onClick={() =>
        generate.mutate([], {
          onSuccess: ({ kept }) => {
            toast("Generated from the record", {
              detail:
                kept.length > 0
                  ? `Kept as people wrote it: ${kept.map((section) => SECTION_TITLES[section].toLowerCase()).join(", ")}.`
                  : undefined,
            });
            onGenerated?.();
            router.refresh();
          },
          onError: (error) => toastFailed("It was not generated", { detail: failureText(error) }),
        })
      }
    >
      {again ? "Generate again" : "Generate from the record"}
    </Button>
  );
}
