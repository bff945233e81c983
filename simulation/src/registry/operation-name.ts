import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  CreateThingTypeCommand,
  DescribeCertificateCommand,
  DescribeThingTypeCommand,
  GetPolicyCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot'

/** The calls of a registration; their names are written out, since a bundler may change those of classes. */
const commands = {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  CreateThingTypeCommand,
  DescribeCertificateCommand,
  DescribeThingTypeCommand,
  GetPolicyCommand,
  UpdateCertificateCommand,
}

const names: ReadonlyMap<unknown, string> = new Map(
  Object.entries(commands).map(([name, command]) => [command, name.replace(/Command$/, '')]),
)

/** The name of a command's operation in the API reference. */
export const operationName = (command: object): string => {
  const name = names.get(command.constructor)
  if (name === undefined) throw new TypeError(`the simulation does not know ${command.constructor.name}`)
  return name
}
