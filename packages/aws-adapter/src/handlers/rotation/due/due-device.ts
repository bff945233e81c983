/** A device whose certificate is due to be replaced. */
export interface DueDevice {
  /** What names it in its topics, and in the store. */
  readonly device: string
  readonly thingName: string
  /** What waves can go by, such as a site or a hardware revision. */
  readonly group?: string
}
