import { DescribeCACertificateCommand } from '@aws-sdk/client-iot'
import { callUnless } from '../error/call-aws.js'
import type { SweepCalls } from './sweep-calls.js'

const ask = async (client: SweepCalls, caCertificateId: string): Promise<boolean> => {
  const subject = { field: 'caCertificateId', value: caCertificateId }
  const send = () => client.send(new DescribeCACertificateCommand({ certificateId: caCertificateId }))
  const answer = await callUnless('ResourceNotFoundException', 'DescribeCACertificate', subject, send)
  // A CA that is switched off may be switched on again: what counts is what it then does.
  return answer?.certificateDescription?.autoRegistrationStatus === 'ENABLE'
}

/** Whether a CA registers certificates at their first connection; asked once of each CA. */
export const registersItself = (client: SweepCalls): ((caCertificateId: string) => Promise<boolean>) => {
  const answers = new Map<string, Promise<boolean>>()
  return (caCertificateId) => {
    const known = answers.get(caCertificateId)
    if (known !== undefined) return known
    const answer = ask(client, caCertificateId)
    answers.set(caCertificateId, answer)
    return answer
  }
}
