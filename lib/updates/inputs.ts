import * as z from "zod";
import { instantInput, optionalText, PageQuery, RefParams, textInput } from "@/lib/api/inputs";
import { AUDIENCES, LIMITS } from "./model";

const CONTROL = "This text holds control characters. Remove them.";

const state = textInput("Say in a few words how it stands.", LIMITS.state).refine(
  (text) => !/\p{Cc}/u.test(text),
  CONTROL,
);
const body = textInput("Write what this audience should know.", LIMITS.body)
  .transform((text) => text.replaceAll(/\r\n?/g, "\n"))
  .refine((text) => !/\p{Cc}/u.test(text.replaceAll(/[\n\t]/g, "")), CONTROL);

/** What is written, before it is sent: the preview takes the same. */
const written = {
  audience: z.enum(AUDIENCES),
  state,
  body,
  /** Until when the next update is promised; null: none is. */
  nextAt: instantInput().nullable().default(null),
  /** Claims of the incident that the text rests on. */
  claims: z.array(z.uuid()).max(LIMITS.claims, `At most ${LIMITS.claims} claims.`).default([]),
};

export const PreviewUpdateInput = z.strictObject(written);
export type PreviewUpdateInput = z.output<typeof PreviewUpdateInput>;
export type PreviewUpdateRequest = z.input<typeof PreviewUpdateInput>;

export const SendUpdateInput = z.strictObject({
  ...written,
  /** Why it is sent although it rests on a claim that the evidence contradicts. */
  claimReason: optionalText(LIMITS.reason).default(""),
});
export type SendUpdateInput = z.output<typeof SendUpdateInput>;
export type SendUpdateRequest = z.input<typeof SendUpdateInput>;

export const ListUpdatesQuery = PageQuery;
export type ListUpdatesQuery = z.output<typeof ListUpdatesQuery>;

export const DraftQuery = z.object({ audience: z.enum(AUDIENCES).default("everyone") });
export const UpdateParams = RefParams.extend({ id: z.uuid() });

export const AddSubscriberInput = z.discriminatedUnion("channel", [
  z.strictObject({
    channel: z.literal("mail"),
    address: z
      .string()
      .trim()
      .max(254, "At most 254 characters.")
      .pipe(z.email("Write one mail address, such as name@example.org.")),
    audience: z.enum(AUDIENCES),
  }),
  z.strictObject({
    channel: z.literal("webhook"),
    address: z
      .string()
      .trim()
      .max(2000, "At most 2,000 characters.")
      .pipe(z.url("Write the whole address, such as https://example.org/hook.")),
    audience: z.enum(AUDIENCES),
    /** Yours, or left out to have one made. */
    secret: z
      .string()
      .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, "A secret is whsec_ and 24 to 64 bytes in base64.")
      .optional(),
  }),
]);
export type AddSubscriberInput = z.output<typeof AddSubscriberInput>;
export type AddSubscriberRequest = z.input<typeof AddSubscriberInput>;

/** The secret of a link that came by mail. */
export const LinkInput = z.strictObject({ secret: z.string().min(1).max(200) });
export const LinkParams = z.object({ secret: z.string().min(1).max(200) });
