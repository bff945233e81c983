import { GetRegistrationCodeCommand, type IoTClient } from '@aws-sdk/client-iot'
import { type RegisteredAuthority, registerAuthority } from '@thingplan/aws-adapter/authority'
import type { SigningAuthority } from '@thingplan/pki'
import { decide } from '../dialogue/decide.js'
import type { Terminal } from '../dialogue/terminal.js'

/** The flags that say what a registered CA may do. */
export const registrationFlags = {
  activate: { about: 'devices of the CA can be registered' },
  'auto-registration': { about: 'they register themselves at their first connection (JITR, JITP)' },
  'provisioning-template': { value: 'NAME', about: 'the template of type JITP that AWS provisions them with' },
  'sni-only': { about: 'register without proof of possession, in any number of accounts (mode SNI_ONLY)' },
} as const

export interface RegistrationChoice {
  readonly activate?: boolean | undefined
  readonly 'auto-registration'?: boolean | undefined
  readonly 'provisioning-template'?: string | undefined
  readonly 'sni-only'?: boolean | undefined
}

export interface Registration {
  readonly active: boolean
  readonly autoRegistration: boolean
  readonly mode: 'DEFAULT' | 'SNI_ONLY'
  readonly provisioning?: { readonly templateName: string }
}

/** What was not said is asked. */
export const chooseRegistration = async (terminal: Terminal, said: RegistrationChoice): Promise<Registration> => {
  const active = await decide(terminal, said.activate, {
    flag: 'activate',
    question: 'Activate it, so that its devices can be registered?',
    suggestion: true,
  })
  const autoRegistration = await decide(terminal, said['auto-registration'], {
    flag: 'auto-registration',
    question: 'Let its devices register themselves at their first connection?',
    suggestion: true,
  })
  const templateName = said['provisioning-template']
  return {
    active,
    autoRegistration,
    mode: said['sni-only'] === true ? 'SNI_ONLY' : 'DEFAULT',
    ...(templateName === undefined ? {} : { provisioning: { templateName } }),
  }
}

/** Finds out whether the account answers, with a call that changes nothing but that a registration code exists from then on. */
export const requireAccount = async (client: IoTClient): Promise<void> => {
  await client.send(new GetRegistrationCodeCommand({}))
}

const yesOrNo = (is: boolean): string => (is ? 'yes' : 'no')

const sentences: Readonly<Record<RegisteredAuthority['outcome'], string>> = {
  registered: 'registered',
  updated: 'was registered already, and is changed as you said',
  unchanged: 'was registered already, just like that',
}

export const register = async (
  terminal: Terminal,
  client: IoTClient,
  { certificate, signer }: SigningAuthority,
  registration: Registration,
): Promise<void> => {
  const registered = await registerAuthority({ client, certificate, signer, ...registration })
  terminal.done(`${registered.caCertificateArn}: ${sentences[registered.outcome]}`)
  terminal.done(`active: ${yesOrNo(registered.active)}, auto-registration: ${yesOrNo(registered.autoRegistration)}`)
}
