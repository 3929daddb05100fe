/** The least that k6 can do for a sign-in: one request, its answer not looked at. */
import http from "k6/http"
import { config } from "../../load/adapter/config.ts"

export { options } from "../../load/adapter/options.ts"

const url = `${config.endpoint}/`
const body =
  '{"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"stub","AuthParameters":{"USERNAME":"pp-1-5","PASSWORD":"Pp5.load-1"}}'
const params = {
  headers: {
    "Content-Type": "application/x-amz-json-1.1",
    "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
  },
}

export default () => {
  http.post(url, body, params)
}
