import type { EmulatedAccount } from '../../account.js'

/** Of the resource types of AWS IoT this one stands before a colon (Service Authorization Reference, "AWS IoT"). */
export const providerArn = ({ partition, region, id }: EmulatedAccount, name: string): string =>
  `arn:${partition}:iot:${region}:${id}:certificateprovider:${name}`
