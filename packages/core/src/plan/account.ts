export type Partition = 'aws' | 'aws-cn' | 'aws-us-gov'

/** The account and region that a plan is made for. */
export interface Account {
  /** Twelve digits. */
  readonly id: string
  /** For example `eu-central-1`. */
  readonly region: string
  /** Default: by the region's prefix (`cn-`, `us-gov-`, else `aws`). */
  readonly partition?: Partition
}
