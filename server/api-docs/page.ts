import { script } from './page-script.ts'
import { style } from './page-style.ts'

/** The page of `/api-docs/`: it shows the server's OpenAPI document in the browser and asks for nothing else. */
export const apiDocsPage = {
  style,
  script,
  html: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Arkindex API</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<a class="skip" href="#content">To the operations</a>
<header><h1>Arkindex API</h1><span class="version" id="version"></span><a href="/api/v1/openapi/?format=json">OpenAPI document</a></header>
<div class="frame">
<nav aria-label="Operations">
<input id="filter" type="search" placeholder="Find an operation ( / )" aria-label="Find an operation by name, path or method" autocomplete="off">
<p id="none" hidden>No operation fits.</p>
<div id="list"></div>
</nav>
<main>
<p>Requests go to <code id="base">/api/v1/</code> with JSON bodies and the header <code>Authorization: Token …</code>; a token comes
from <a href="#operation/Login">Login</a> or from <code>arkindex-ci server token add</code>. Lists come in pages
(<code>page</code>, <code>page_size</code>). What is refused says why, under <code>detail</code> or under the name of each field.</p>
<div id="content" tabindex="-1"></div>
<noscript><p>This page needs JavaScript; the OpenAPI document does not.</p></noscript>
</main>
</div>
<script>${script}</script>
</body>
</html>
`,
}
