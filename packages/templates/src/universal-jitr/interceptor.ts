/**
 * Name of the verifier that `universalJitr` asks where it is given an `InterceptorLambda`. Under it, the handler finds the function,
 * and the function's ARN goes into the handler's role.
 *
 * @example
 * ```ts
 * import { interceptor, universalJitr } from '@thingplan/templates'
 *
 * universalJitr({ InterceptorLambda: 'inventory' }).verifiers.includes(interceptor) // => true
 * ```
 */
export const interceptor = 'interceptor'
