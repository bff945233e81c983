import { createCertificateAuthority, exportPrivateKey } from '@thingplan/pki'
import { accountFlags, openAccount } from '../account/open-account.js'
import { chooseRegistration, register, registrationFlags, requireAccount } from '../account/registration.js'
import { authorityFiles, authorityFlags } from '../authority/authority-files.js'
import { endAfter } from '../authority/days.js'
import { keyAlgorithmOf, keyFlags } from '../authority/key-algorithm.js'
import { type Command, defineCommand } from '../command-line/command.js'
import { shellWord } from '../command-line/shell-word.js'
import { decide, enter } from '../dialogue/decide.js'
import { choosePassphrase, newPassphraseFlags } from '../dialogue/passphrase.js'
import { directoryFlags, directoryOf, spell } from '../files/locate.js'
import { requireFree, writeFiles } from '../files/write-files.js'

/** What finds the same files and the same account again. */
const sameAgain = (said: {
  readonly 'ca-name'?: string | undefined
  readonly directory?: string | undefined
  readonly emulator?: boolean | undefined
  readonly profile?: string | undefined
  readonly region?: string | undefined
}): string =>
  [
    ...(['ca-name', 'directory', 'profile', 'region'] as const).map((flag) =>
      said[flag] === undefined ? '' : ` --${flag} ${shellWord(said[flag])}`,
    ),
    said.emulator === true ? ' --emulator' : '',
  ].join('')

export const createCa: Command = defineCommand({
  name: 'create-ca',
  summary: 'makes a certificate authority, and registers it if you like',
  flags: {
    ...authorityFlags,
    subject: { short: 's', value: 'SUBJECT', about: "the CA's name, such as 'CN=Acme Devices CA,O=Acme'" },
    ...keyFlags,
    days: { value: 'N', about: 'how long it is good; default: ten years' },
    ...newPassphraseFlags,
    register: { about: 'register it with AWS IoT' },
    ...registrationFlags,
    ...accountFlags,
    ...directoryFlags,
    force: { about: 'replace files that are there' },
  },
  notes: `Whatever is not said is asked; where nobody can be asked, it has to be said.
The key is for its owner's eyes only (mode 0600). Who has it can make devices of yours: keep it off this machine, or in KMS.`,
  run: async (values, terminal) => {
    const directory = directoryOf(values)
    const { name, keyFile, certificateFile } = authorityFiles(values, directory)
    const isForced = values.force === true
    await requireFree([keyFile, certificateFile], isForced)
    const keyAlgorithm = keyAlgorithmOf(values)
    const notAfter = endAfter(values.days)

    const subject = await enter(terminal, values.subject, {
      flag: 'subject',
      question: "The CA's name?",
      suggestion: `CN=${name}`,
    })
    const passphrase = await choosePassphrase(terminal, values)
    const isToBeRegistered = await decide(terminal, values.register, {
      flag: 'register',
      question: `Register it with ${values.emulator === true ? 'the emulator' : 'AWS IoT'}?`,
      // The emulator is there to try things on; an account is not.
      suggestion: values.emulator === true,
    })
    const registration = isToBeRegistered ? await chooseRegistration(terminal, values) : undefined
    const client = isToBeRegistered ? await openAccount(values, directory) : undefined
    if (client !== undefined) await requireAccount(client)

    const authority = await createCertificateAuthority({ subject, keyAlgorithm, notAfter })
    const key = await exportPrivateKey(authority.privateKey, { passphrase })
    await writeFiles(
      [
        { path: keyFile, content: key, isSecret: true },
        { path: certificateFile, content: authority.certificate.pem, isSecret: false },
      ],
      isForced,
    )
    terminal.done(`${spell(keyFile)}: its private key${passphrase === undefined ? ', not encrypted' : ', encrypted'}`)
    terminal.done(`${spell(certificateFile)}: its certificate, ${authority.certificate.subject}`)
    if (client !== undefined && registration !== undefined) await register(terminal, client, authority, registration)
    else terminal.say(`To register it later: npm run ca-tools -- register-ca${sameAgain(values)}`)
  },
})
