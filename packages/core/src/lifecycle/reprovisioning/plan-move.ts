import type { Plan } from '../../plan/plan.js'
import { checkOptionNames, demand } from '../check-options.js'
import { planRemoval } from '../removal/plan-removal.js'
import type { Removal, RemovalRequest } from '../removal/removal.js'
import { type ReprovisioningRefused, refuseReprovisioning } from './reprovisioning.js'

type CertificateMode = 'DEFAULT' | 'SNI_ONLY'

export interface MoveRequest {
  /** What the target's registration decided: an accepted device's plan, made for the target. */
  readonly registration: Plan
  /** What is taken out at the source, once the target is proven. */
  readonly removal: RemovalRequest
  /** Of the device's certificate (DescribeCertificate). */
  readonly certificateMode: CertificateMode
  /** Of its CA, where that is registered. */
  readonly caCertificateMode?: CertificateMode
}

/** A stage of a move; none begins before the one before it has ended. */
export type MoveStage =
  | { readonly stage: 'register'; readonly plan: Plan }
  /** The device connects to the target with the certificate; nothing of the source is touched before. */
  | { readonly stage: 'prove'; readonly certificateId: string }
  | ({ readonly stage: 'remove' } & Removal)

export type Move = ReprovisioningRefused | { readonly verdict: 'plan'; readonly stages: readonly MoveStage[] }

/**
 * Plans how a device moves to another account or region with its certificate: registered there, proven, then removed here.
 *
 * Refused where certificate or CA are not in SNI_ONLY mode (Developer Guide, "X.509 client certificates", multi-account
 * registration): give such a device a new certificate at the target, and remove it here.
 *
 * @throws {LifecycleError} `lifecycle-option`
 * @example
 * ```ts
 * import { planMove } from '@thingplan/core/lifecycle'
 * import { planFixture } from '@thingplan/core/testing'
 *
 * const registration = planFixture({ account: { id: '210987654321', region: 'eu-central-1' } })
 * const { certificateId } = registration
 * const removal = {
 *   name: 'sensors',
 *   account: { id: '123456789012', region: 'eu-central-1' },
 *   thingName: 'sensor-1',
 *   certificateId,
 *   certificates: [],
 * }
 * const move = planMove({ registration, removal, certificateMode: 'DEFAULT' })
 * move.verdict === 'refuse' && move.code // => 'not-sni-only'
 * ```
 */
export const planMove = (request: MoveRequest): Move => {
  checkOptionNames('planMove', request, ['registration', 'removal', 'certificateMode', 'caCertificateMode'])
  const { registration, removal, certificateMode, caCertificateMode = certificateMode } = request
  const { certificateId, account, purpose } = registration
  demand(purpose === 'register', 'lifecycle-option', 'registration', 'the plan of a device that was accepted')
  if (certificateMode !== 'SNI_ONLY' || caCertificateMode !== 'SNI_ONLY') return refuseReprovisioning('not-sni-only')
  if (certificateId !== removal.certificateId) return refuseReprovisioning('certificate-another')
  if (account.id === removal.account.id && account.region === removal.account.region) {
    return refuseReprovisioning('account-same')
  }
  const stages: readonly MoveStage[] = [
    Object.freeze({ stage: 'register', plan: registration }),
    Object.freeze({ stage: 'prove', certificateId }),
    Object.freeze({ stage: 'remove', ...planRemoval(removal) }),
  ]
  return Object.freeze({ verdict: 'plan', stages: Object.freeze(stages) })
}
