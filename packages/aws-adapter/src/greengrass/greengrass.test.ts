import {
  CreateRoleAliasCommand,
  CreateThingGroupCommand,
  DescribeRoleAliasCommand,
  DescribeThingGroupCommand,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { awsError } from '../fixtures/aws-error.js'
import { mockAws } from '../fixtures/mock-aws.js'
import { ensureCoreGroup } from './ensure-core-group.js'
import { ensureRoleAlias } from './ensure-role-alias.js'
import { tokenExchangeRole } from './token-exchange-role.js'

const account = { partition: 'aws', region: 'eu-central-1', accountId: '123456789012' } as const
const roleArn = 'arn:aws:iam::123456789012:role/GreengrassV2TokenExchangeRole'
const roleAlias = 'GreengrassV2TokenExchangeRoleAlias'

describe('tokenExchangeRole', () => {
  it('lets cores log, and read the artifacts of the buckets that are named', () => {
    expect(tokenExchangeRole({ ...account, artifactBuckets: ['components', '${Artifacts}'] })).toEqual({
      trust: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'credentials.iot.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      permissions: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
            Resource: ['arn:aws:logs:eu-central-1:123456789012:log-group:/aws/greengrass/*'],
          },
          {
            Effect: 'Allow',
            Action: ['s3:GetObject'],
            Resource: ['arn:aws:s3:::${Artifacts}/*', 'arn:aws:s3:::components/*'],
          },
          { Effect: 'Allow', Action: ['s3:GetBucketLocation'], Resource: ['arn:aws:s3:::*'] },
        ],
      },
    })
  })

  it('reads no artifacts where no bucket is named', () => {
    expect(JSON.stringify(tokenExchangeRole(account))).not.toContain('GetObject')
  })

  it.each<[object, string]>([
    [{ artifactBuckets: ['*'] }, 'artifactBuckets'],
    [{ region: '*' }, 'region'],
    [{ buckets: [] }, 'buckets'],
  ])('refuses the options %j', (options, field) => {
    expect(() => tokenExchangeRole({ ...account, ...options })).toThrow(
      expect.objectContaining({ code: 'adapter-option', field }),
    )
  })
})

describe('ensureRoleAlias', () => {
  it('creates the alias in one call', async () => {
    const { client, sent } = mockAws()
    await expect(ensureRoleAlias({ client, roleArn })).resolves.toEqual({ outcome: 'created', roleAlias })
    expect(sent()).toEqual([['CreateRoleAlias', { roleAlias, roleArn, credentialDurationSeconds: 3600 }]])
  })

  it.each<[string, object, object, unknown, string[]]>([
    [
      'leaves the same alias alone',
      { roleArn, credentialDurationSeconds: 3600 },
      {},
      { outcome: 'unchanged', roleAlias },
      [],
    ],
    ['leaves an alias with the default duration alone', { roleArn }, {}, { outcome: 'unchanged', roleAlias }, []],
    [
      'updates another role on demand',
      { roleArn: 'x' },
      { onDifference: 'update' },
      { outcome: 'updated', roleAlias },
      ['UpdateRoleAlias'],
    ],
    [
      'updates another duration on demand',
      { roleArn, credentialDurationSeconds: 900 },
      { onDifference: 'update' },
      { outcome: 'updated', roleAlias },
      ['UpdateRoleAlias'],
    ],
  ])('%s', async (_, roleAliasDescription, options, result, further) => {
    const { client, mock, operations } = mockAws()
    mock.on(CreateRoleAliasCommand).rejects(awsError('ResourceAlreadyExistsException'))
    mock.on(DescribeRoleAliasCommand).resolves({ roleAliasDescription })
    await expect(ensureRoleAlias({ client, roleArn, ...options })).resolves.toEqual(result)
    expect(operations()).toEqual(['CreateRoleAlias', 'DescribeRoleAlias', ...further])
  })

  it.each([{ roleArn: 'x' }, { roleArn, credentialDurationSeconds: 900 }, undefined])(
    'refuses to change an alias that is %j',
    async (roleAliasDescription) => {
      const { client, mock, operations } = mockAws()
      mock.on(CreateRoleAliasCommand).rejects(awsError('ResourceAlreadyExistsException'))
      mock.on(DescribeRoleAliasCommand).resolves(roleAliasDescription === undefined ? {} : { roleAliasDescription })
      await expect(ensureRoleAlias({ client, roleArn })).rejects.toMatchObject({
        code: 'adapter-option',
        value: roleAlias,
      })
      expect(operations()).not.toContain('UpdateRoleAlias')
    },
  )

  it('tells of a role that AWS IoT may not be handed', async () => {
    const { client, mock } = mockAws()
    mock.on(CreateRoleAliasCommand).rejects(awsError('AccessDeniedException'))
    await expect(ensureRoleAlias({ client, roleArn })).rejects.toMatchObject({ code: 'call-denied', value: roleAlias })
  })

  it.each<[object, string]>([
    [{ roleAlias: 'with.dot' }, 'roleAlias'],
    [{ roleArn: 'role' }, 'roleArn'],
    [{ credentialDurationSeconds: 60 }, 'credentialDurationSeconds'],
    [{ onDifference: 'replace' }, 'onDifference'],
    [{ alias: 'x' }, 'alias'],
  ])('refuses the options %j', async (options, field) => {
    const { client } = mockAws()
    await expect(ensureRoleAlias({ client, roleArn, ...options })).rejects.toMatchObject({
      code: 'adapter-option',
      field,
    })
  })
})

describe('ensureCoreGroup', () => {
  const thingGroupArn = 'arn:aws:iot:eu-central-1:123456789012:thinggroup/cores'

  it('creates the group', async () => {
    const { client, mock } = mockAws()
    mock.on(CreateThingGroupCommand).resolves({ thingGroupArn })
    await expect(ensureCoreGroup({ client, thingGroupName: 'cores' })).resolves.toEqual({
      outcome: 'created',
      thingGroupArn,
    })
  })

  it('takes a group that exists, unless it is dynamic', async () => {
    const { client, mock } = mockAws()
    mock.on(CreateThingGroupCommand).rejects(awsError('ResourceAlreadyExistsException'))
    mock.on(DescribeThingGroupCommand).resolves({ thingGroupArn })
    await expect(ensureCoreGroup({ client, thingGroupName: 'cores' })).resolves.toEqual({
      outcome: 'unchanged',
      thingGroupArn,
    })
    mock.on(DescribeThingGroupCommand).resolves({ thingGroupArn, queryString: 'attributes.a:1' })
    await expect(ensureCoreGroup({ client, thingGroupName: 'cores' })).rejects.toMatchObject({ code: 'adapter-option' })
  })

  it('refuses an answer without an ARN, and a name that is none', async () => {
    const { client } = mockAws()
    await expect(ensureCoreGroup({ client, thingGroupName: 'cores' })).rejects.toMatchObject({
      code: 'answer-malformed',
    })
    await expect(ensureCoreGroup({ client, thingGroupName: 'a b' })).rejects.toMatchObject({ field: 'thingGroupName' })
  })
})
