"use client";

import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { ClockProvider } from "@/components/ui/clock";
import { TimeCard } from "@/components/ui/time-card";
import { Toaster } from "@/components/ui/toast";
import { ZoneProvider } from "@/components/ui/zone-provider";
import { makeQueryClient } from "@/lib/api/query-client";

export interface ProvidersProps {
  nonce: string | undefined;
  serverNowMs: number;
  children: ReactNode;
}

/** What every page stands in, signed in or not. */
export function Providers({ nonce, serverNowMs, children }: ProvidersProps) {
  const [queryClient] = useState(makeQueryClient);
  const csp = nonce === undefined ? {} : { nonce };
  return (
    <CSPProvider {...csp} disableStyleElements>
      <ThemeProvider attribute="data-theme" defaultTheme="system" enableSystem {...csp}>
        <QueryClientProvider client={queryClient}>
          <NuqsAdapter>
            <ClockProvider serverNowMs={serverNowMs}>
              <ZoneProvider>
                {children}
                <TimeCard />
                <Toaster />
              </ZoneProvider>
            </ClockProvider>
          </NuqsAdapter>
        </QueryClientProvider>
      </ThemeProvider>
    </CSPProvider>
  );
}
