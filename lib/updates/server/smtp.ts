import { createTransport } from "nodemailer";
import { oneLine } from "../message";

const TIMEOUT_MS = 15_000;

interface MailSettings {
  url: string;
  from: string;
}

export interface Mail {
  /** The same with every try, so that a receiver can tell a repetition. */
  id: string;
  to: string;
  subject: string;
  text: string;
  /** Ends the subscription with one press, as RFC 8058 has it. */
  leaveUrl?: string;
}

export interface SendResult {
  status: number | null;
  error: string | null;
  /** Whether trying again can't help. */
  final: boolean;
}

export const NO_MAIL =
  "No mail server is configured, so no mail leaves. An operator sets SMTP_URL and SMTP_FROM, and starts Firebreak again.";

/** From SMTP_URL (`smtps://name:password@host:465`) and SMTP_FROM; null where mail is not configured. */
export function mailSettings(): MailSettings | null {
  const { SMTP_URL: url, SMTP_FROM: from } = process.env;
  return url && from ? { url, from: oneLine(from) } : null;
}

/** Sends one mail as plain text. Address and subject are one line each, so nothing in them begins another header. */
export async function sendMail(mail: Mail): Promise<SendResult> {
  const settings = mailSettings();
  if (!settings) return { status: null, error: NO_MAIL, final: true };
  const transport = createTransport(
    {
      url: settings.url,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: settings.from },
  );
  try {
    await transport.sendMail({
      to: { name: "", address: mail.to },
      subject: oneLine(mail.subject),
      text: mail.text,
      messageId: `<${mail.id}@${hostOf(settings.from)}>`,
      headers: {
        "Auto-Submitted": "auto-generated",
        ...(mail.leaveUrl
          ? { "List-Unsubscribe": `<${mail.leaveUrl}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }
          : {}),
      },
    });
    return { status: 250, error: null, final: true };
  } catch (error) {
    return failureOf(error);
  } finally {
    transport.close();
  }
}

/** What the server answered, in its class: its own words may quote what was sent, or say where it stands. */
function failureOf(error: unknown): SendResult {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  if (responseCode === 535 || code === "EAUTH") {
    return { status: responseCode ?? null, error: "The mail server did not take our name and password.", final: false };
  }
  if (responseCode !== undefined) {
    const final = responseCode >= 500;
    const what = final ? "refused it" : "could not take it now";
    return { status: responseCode, error: `The mail server ${what} (${responseCode}).`, final };
  }
  return { status: null, error: `The mail server could not be reached${code ? ` (${code})` : ""}.`, final: false };
}

function hostOf(from: string): string {
  return /@([A-Za-z0-9.-]+)/.exec(from)?.[1] ?? "firebreak.invalid";
}
