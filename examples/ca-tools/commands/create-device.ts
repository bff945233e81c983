import { issueDeviceCertificate } from '@thingplan/pki'
import { amazonRoot } from '../authority/amazon-root.js'
import { authorityFiles, authorityFlags, openAuthorityFiles } from '../authority/authority-files.js'
import { endAfter } from '../authority/days.js'
import { type Command, defineCommand } from '../command-line/command.js'
import { deviceFiles, deviceFlags } from '../device/device-files.js'
import { publishCommand } from '../device/publish-command.js'
import { prepareRequest, requestFlags } from '../device/request.js'
import { enter } from '../dialogue/decide.js'
import { passphraseFlags } from '../dialogue/passphrase.js'
import { readEmulatorFile } from '../emulator/emulator-file.js'
import { directoryFlags, directoryOf, spell } from '../files/locate.js'
import { isSameText } from '../files/read-text.js'
import { type NewFile, writeFiles } from '../files/write-files.js'

export const createDevice: Command = defineCommand({
  name: 'create-device',
  summary: 'makes a device of the certificate authority: key, request, certificate, chain',
  flags: {
    ...authorityFlags,
    ...passphraseFlags,
    subject: { short: 's', value: 'SUBJECT', about: "the device's name, such as 'CN=sensor-1,O=Acme'" },
    ...deviceFlags,
    ...requestFlags,
    days: { value: 'N', about: 'how long the certificate is good; default: a year' },
    emulator: { about: 'the device is for the emulator that runs in the same directory' },
    ...directoryFlags,
    force: { about: 'replace files that are there' },
  },
  notes: `Whatever is not said is asked; where nobody can be asked, it has to be said.
The key is for its owner's eyes only (mode 0600), and not encrypted: a device has nobody to ask.`,
  run: async (values, terminal) => {
    const directory = directoryOf(values)
    const paths = deviceFiles(values, directory)
    const notAfter = endAfter(values.days)
    const endpoint = values.emulator === true ? await readEmulatorFile(directory) : undefined

    const authority = await openAuthorityFiles(terminal, authorityFiles(values, directory), values['passphrase-file'])
    const suggestion = `CN=${paths.name}`
    const question = { flag: 'subject', question: "The device's name?", suggestion }
    const subject = await enter(terminal, values.subject, question)
    const request = await prepareRequest(values, subject, paths)
    const certificate = await issueDeviceCertificate({ authority, csr: request.pem, subject, notAfter })

    const files: NewFile[] = [
      ...request.files,
      { path: paths.certificateFile, content: certificate.pem, isSecret: false },
      { path: paths.chainFile, content: `${certificate.pem}${authority.certificate.pem}`, isSecret: false },
    ]
    if (values.root !== false) {
      const content = endpoint?.caCertificatePem ?? amazonRoot()
      // One for all devices of a folder: that it is there already is no reason to stop.
      if (!(await isSameText(paths.rootFile, content))) files.push({ path: paths.rootFile, content, isSecret: false })
    }
    await writeFiles(files, values.force === true)

    for (const { path } of files) terminal.done(spell(path))
    const thingName = certificate.subject.get('CN')
    if (endpoint === undefined || thingName === undefined || values.csr !== undefined) return
    terminal.say(`\n${publishCommand(endpoint, paths, thingName)}\n`)
    terminal.say(
      'plays the device (Debian: apt install mosquitto-clients). The first time it is refused, "The connection was lost", exit status 7:',
    )
    terminal.say('that is how it registers itself. From then on it is let in, and mosquitto_pub says nothing.')
  },
})
