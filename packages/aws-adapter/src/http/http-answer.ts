/** An HTTP response; its body is JSON. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What API Gateway and function URLs make a response of. */
export interface GatewayAnswer {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const json = 'application/json'

/** An answer that no cache keeps: it is for one device. */
export const httpAnswer = (
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer => ({
  status,
  headers: { 'content-type': json, 'cache-control': 'no-store', ...headers },
  body: JSON.stringify(body),
})

export const gatewayAnswer = ({ status, headers, body }: HttpAnswer): GatewayAnswer => ({
  statusCode: status,
  headers,
  body,
})

export const webResponse = ({ status, headers, body }: HttpAnswer): Response => new Response(body, { status, headers })
