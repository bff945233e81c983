import { characterSetSink } from './character-set-sink.js'
import type { Sink } from './sink.js'

/** Names of policies (AWS IoT API reference, CreatePolicy). */
export const policyNamePattern: RegExp = /^[\w+=,.@-]{1,128}$/

export const policyNameSink: Sink = /* @__PURE__ */ characterSetSink({
  name: 'policy-name',
  pattern: policyNamePattern,
  foreign: /[^\w+=,.@-]/u,
  characters: 'A-Z a-z 0-9 _ + = , . @ -',
  longest: 128,
})
