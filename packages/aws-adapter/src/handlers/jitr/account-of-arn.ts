import { type Account, quote } from '@thingplan/core'
import { AdapterError } from '../../error/adapter-error.js'

const arn = /^arn:(aws|aws-cn|aws-us-gov):iot:([a-z0-9-]{1,32}):(\d{12}):cert\/[0-9a-f]{64}$/i

const partitions: readonly Required<Account>['partition'][] = ['aws', 'aws-cn', 'aws-us-gov']

/**
 * The account, region and partition that a certificate is in, as its ARN says.
 *
 * @throws {AdapterError} `answer-malformed`
 * @see AWS Service Authorization Reference, "Actions, resources, and condition keys for AWS IoT"
 */
export const accountOfArn = (certificateArn: string): Required<Account> => {
  const [, partitionName, region, id] = arn.exec(certificateArn) ?? []
  const partition = partitions.find((known) => known === partitionName)
  if (partition === undefined || region === undefined || id === undefined) {
    throw new AdapterError('answer-malformed', `${quote(certificateArn)} is not the ARN of a certificate`, {
      field: 'certificateArn',
      value: certificateArn,
    })
  }
  return { id, region, partition }
}
