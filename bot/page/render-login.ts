import { type Html, html } from './html.ts'

/** The form that asks for the token of the page. */
export function renderLogin({ base, next, problem }: { base: string; next: string; problem?: string }): Html {
  return html`<form class="login" method="post" action="${base}/login">
<h2>Log in</h2>
${problem === undefined ? null : html`<p class="alert" role="alert">${problem}</p>`}
<label for="token">Token of the page, as the configuration of the bot has it</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
<input type="hidden" name="next" value="${next}">
<button>Log in</button>
</form>`
}
