"use client";

import "./globals.css";

/** When even the frame failed. Stands alone, without the fonts and providers of the layout. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body className="p-6">
        <h1 className="font-semibold text-xl">Firebreak could not be shown.</h1>
        <p className="mt-1 text-ink-2">
          Nothing that was saved is lost. {error.digest && <>Number of the failure: {error.digest}.</>}
        </p>
        <button
          type="button"
          onClick={reset}
          className="mt-4 rounded-md border border-line-strong px-3 py-1 font-medium"
        >
          Try again
        </button>
      </body>
    </html>
  );
}
