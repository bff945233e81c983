/** A certificate of the corpus and what is special about it. */
export interface CorpusCertificate {
  readonly title: string
  readonly pem: string
}
