import { accountFlags, openAccount } from '../account/open-account.js'
import { chooseRegistration, register, registrationFlags } from '../account/registration.js'
import { authorityFiles, authorityFlags, openAuthorityFiles } from '../authority/authority-files.js'
import { type Command, defineCommand } from '../command-line/command.js'
import { passphraseFlags } from '../dialogue/passphrase.js'
import { directoryFlags, directoryOf } from '../files/locate.js'

export const registerCa: Command = defineCommand({
  name: 'register-ca',
  summary: 'registers a certificate authority that is there, or changes how it is registered',
  flags: { ...authorityFlags, ...passphraseFlags, ...registrationFlags, ...accountFlags, ...directoryFlags },
  notes: `Whatever is not said is asked; where nobody can be asked, it has to be said. Running it again changes what differs.
The CA may be one of OpenSSL's: certificate in PEM, key in PKCS #8, PKCS #1 or SEC 1.`,
  run: async (values, terminal) => {
    const directory = directoryOf(values)
    const authority = await openAuthorityFiles(terminal, authorityFiles(values, directory), values['passphrase-file'])
    const registration = await chooseRegistration(terminal, values)
    await register(terminal, await openAccount(values, directory), authority, registration)
  },
})
