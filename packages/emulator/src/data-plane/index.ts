export { createDataClient } from './create-data-client.js'
