"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { LIMITS, SPEAKERS } from "@/lib/claims/model";
import { SPEAKER_WORDS } from "@/lib/claims/words";
import { AssertionFields, type AssetChoice } from "./assertion-fields";
import type { ClaimDraft } from "./claim-draft";

interface ClaimFieldsProps {
  value: ClaimDraft;
  errors: Record<string, string | undefined>;
  assets: readonly AssetChoice[];
  /** Another text when a draft was brought back, so that the time shows it. */
  timeKey: string;
  onChange: (part: Partial<ClaimDraft>) => void;
}

const speakerOptions = SPEAKERS.map((value) => ({ value, label: SPEAKER_WORDS[value] }));

/** The words first, then who, where and when, then what of it can be checked. */
export function ClaimFields({ value, errors, assets, timeKey, onChange }: ClaimFieldsProps) {
  return (
    <>
      <Field label="Exact words" error={errors.words} hint="As they were said or written, without quotation marks.">
        <Textarea
          autoFocus
          rows={2}
          value={value.words}
          maxLength={LIMITS.words}
          onChange={(event) => onChange({ words: event.currentTarget.value })}
        />
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Who said it" error={errors.speaker} hint="A name or a role.">
          <Input
            value={value.speaker}
            onValueChange={(speaker) => onChange({ speaker })}
            maxLength={200}
            autoComplete="off"
          />
        </Field>
        <Field label="Speaking as">
          <Select
            options={speakerOptions}
            value={value.speakerKind}
            onValueChange={(speakerKind) => onChange({ speakerKind })}
          />
        </Field>
        <Field label="Where" optional error={errors.saidIn}>
          <Input
            value={value.saidIn}
            onValueChange={(saidIn) => onChange({ saidIn })}
            placeholder="Statement to a newspaper"
            maxLength={500}
            autoComplete="off"
          />
        </Field>
        <Field label="Link" optional error={errors.link}>
          <Input
            value={value.link}
            onValueChange={(link) => onChange({ link })}
            placeholder="https://"
            maxLength={2000}
            autoComplete="off"
            inputMode="url"
          />
        </Field>
      </div>
      <Field
        label="When it was said"
        optional
        error={errors.saidAt}
        hint="With it, the claim is also held against what was known at that moment."
      >
        <NaturalTimeInput
          key={timeKey}
          defaultText={value.saidText}
          placeholder="yesterday 14:05"
          onTime={(time) =>
            onChange(
              time
                ? { said: { instant: time.instant, precision: time.precision }, saidText: time.text }
                : { said: null },
            )
          }
        />
      </Field>
      <AssertionFields
        value={value.assertion}
        errors={errors}
        assets={assets}
        onChange={(part) => onChange({ assertion: { ...value.assertion, ...part } })}
      />
    </>
  );
}
