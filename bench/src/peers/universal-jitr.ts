import { X509 } from 'jsrsasign'
import lodash from 'lodash'

const thingName = 'thing-<%= certificate.attributes.subject.serialNumber %>'
const thingTypeName = "<%= certificate.attributes.subject['2.5.4.44'] %>-device"
const policyName = 'policy-<%= certificate.attributes.subject.serialNumber %>'
const topics = ['device/${iot:Connection.Thing.ThingName}', 'device/${iot:Connection.Thing.ThingName}/*']

const arns = (account: string, kind: string): string[] =>
  topics.map((topic) => `arn:aws:iot:eu-central-1:${account}:${kind}/${topic}`)

/** Names as the pipeline splits them: on slashes, then on the equals sign. */
const attributesOf = (name: string): Record<string, string> => {
  const attributes: Record<string, string> = {}
  for (const part of name.split('/').slice(1)) {
    const [type = '', value = ''] = part.split('=')
    attributes[type] = value
  }
  return attributes
}

/**
 * What the universal JITR computes between the event and its first call to AWS, with the libraries that it uses: the
 * certificate read by jsrsasign, both names split, three fields validated, three templates compiled and rendered by
 * lodash, the policy document as text.
 */
export const decideAsUniversalJitr = (pem: string): string => {
  const x509 = new X509()
  x509.readCertPEM(pem)
  const certificate = {
    awsAccountId: '123456789012',
    attributes: { subject: attributesOf(x509.getSubjectString()), issuer: attributesOf(x509.getIssuerString()) },
  }
  const { subject } = certificate.attributes
  if (!subject.serialNumber || !subject['2.5.4.44']) throw new Error('a required field is missing')
  const title = subject.T ?? subject.title
  if (title !== 'iot' && title !== 'greengrass') throw new Error('the title is neither iot nor greengrass')
  const names = [thingName, thingTypeName, policyName].map((text) => lodash.template(text)({ certificate }))
  const account = certificate.awsAccountId
  const policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: ['iot:Connect'],
        Resource: [`arn:aws:iot:eu-central-1:${account}:client/${names[0]}`],
      },
      { Effect: 'Allow', Action: ['iot:Publish', 'iot:Receive'], Resource: arns(account, 'topic') },
      { Effect: 'Allow', Action: ['iot:Subscribe'], Resource: arns(account, 'topicfilter') },
    ],
  })
  return names.join() + policy
}
