import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { certificateIdText, textOption } from '../../options/text-option.js'
import { AuthorityError, notRegistered } from '../authority-error.js'
import { reportProgress } from '../register/authority-progress.js'
import { type AuthorityState, describeAuthority } from '../register/describe-authority.js'
import { registerInAccount } from '../register/register-in-account.js'
import { listAuthorityTags } from '../register/tag-authority.js'
import { authorityOptionNames, readWantedAuthority, type WantedAuthority } from '../register/wanted-authority.js'
import type { AuthorityRotationCalls, RotateAuthorityOptions } from './rotate-options.js'

export interface Successor {
  readonly state: AuthorityState
  /** Whether this run has registered it. */
  readonly isNew: boolean
}

const reservedTag = /^aws:/i

/** What nobody has said about a new CA is as with the old one, so that devices that come by it find the same. */
const inherit = async (
  client: AuthorityRotationCalls,
  wanted: WantedAuthority,
  old: AuthorityState,
): Promise<WantedAuthority> => {
  const { autoRegistration = old.autoRegistration, provisioning = old.provisioning } = wanted
  const inherited = [...(await listAuthorityTags(client, old))].filter(([key]) => !reservedTag.test(key))
  return {
    ...wanted,
    mode: wanted.mode ?? old.mode,
    autoRegistration,
    provisioning: autoRegistration ? provisioning : undefined,
    tags: new Map([...inherited, ...wanted.tags]),
  }
}

const isSelf = (from: string): AuthorityError =>
  new AuthorityError('authority-in-use', 'the new CA is the old one', {
    field: 'to',
    value: from,
    remedy: 'give a CA with a certificate of its own',
  })

/**
 * The new CA of a rotation, registered by now.
 *
 * @throws {AuthorityError} as `registerAuthority`; `authority-not-registered` for an id, or where neither CA is registered
 */
export const registerSuccessor = async (
  { client, to, clock, onProgress }: RotateAuthorityOptions,
  from: string,
  old: AuthorityState | undefined,
): Promise<Successor> => {
  if (typeof to === 'string') {
    const id = textOption('to', to, certificateIdText).toLowerCase()
    if (id === from) throw isSelf(from)
    const state = await describeAuthority(client, id)
    if (state === undefined) throw notRegistered('to', id)
    return { state, isNew: false }
  }
  const own = authorityOptionNames.filter((name) => name !== 'clock' && name !== 'onProgress')
  refuseUnknownOptions('to', to, own)
  const mode = to.mode ?? old?.mode
  const wanted = await readWantedAuthority({ ...to, clock, onProgress, mode })
  const { id } = wanted.certificate
  if (id === from) throw isSelf(from)
  const existing = await describeAuthority(client, id)
  if (existing === undefined && old === undefined) throw notRegistered('from', from)
  const report = reportProgress(onProgress, id)
  const isInheriting = existing === undefined && old !== undefined
  const complete = isInheriting ? await inherit(client, wanted, old) : { ...wanted, mode: to.mode }
  const registered = await registerInAccount(client, complete, report)
  report(registered.outcome)
  const state = { ...registered, provisioning: undefined, certificatePem: undefined }
  return { state, isNew: registered.outcome === 'registered' }
}
