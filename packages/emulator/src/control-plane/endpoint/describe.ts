import type { DescribeEndpointResponse } from '@aws-sdk/client-iot'
import { invalidRequest } from '../../exception/exceptions.js'
import { sha256Hex } from '../../identifier.js'
import { constraints } from '../../request/constraints.js'
import { optionalText } from '../../request/input.js'
import type { Operation } from '../operation.js'

export const describeEndpoint: Operation<DescribeEndpointResponse> = {
  members: ['endpointType'],
  perform: ({ account }, input) => {
    const type = optionalText(input, 'endpointType', constraints.endpointType) ?? 'iot:Data'
    const prefix = `a${sha256Hex('endpoint', account.id).slice(0, 13)}`
    const domain = `iot.${account.region}.${account.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'}`
    if (type === 'iot:Data-ATS') return { endpointAddress: `${prefix}-ats.${domain}` }
    if (type === 'iot:CredentialProvider') return { endpointAddress: `${prefix}.credentials.${domain}` }
    // `iot:Data` and `iot:Jobs` are refused to new accounts, and so is the call without a type, which means `iot:Data`.
    throw invalidRequest('endpointType must be iot:Data-ATS or iot:CredentialProvider')
  },
}
