import type {
  CreateRoleAliasCommand,
  CreateRoleAliasResponse,
  CreateThingGroupCommand,
  CreateThingGroupResponse,
  DescribeRoleAliasCommand,
  DescribeRoleAliasResponse,
  DescribeThingGroupCommand,
  DescribeThingGroupResponse,
  UpdateRoleAliasCommand,
} from '@aws-sdk/client-iot'

/** The calls of `ensureRoleAlias`. An `IoTClient` fits without a cast. */
export interface RoleAliasCalls {
  send(command: CreateRoleAliasCommand): Promise<CreateRoleAliasResponse>
  send(command: DescribeRoleAliasCommand): Promise<DescribeRoleAliasResponse>
  send(command: UpdateRoleAliasCommand): Promise<unknown>
}

/** The calls of `ensureCoreGroup`. An `IoTClient` fits without a cast. */
export interface CoreGroupCalls {
  send(command: CreateThingGroupCommand): Promise<CreateThingGroupResponse>
  send(command: DescribeThingGroupCommand): Promise<DescribeThingGroupResponse>
}
