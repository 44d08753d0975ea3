"use client";

import "./postmortem.css";
import { RecordMarkdown } from "./record-markdown";

/** Loaded with the first look at it: `lazy` asks for a default export. */
export default RecordMarkdown;
