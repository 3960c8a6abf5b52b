// What the transport uses of undici, in place of its index: that loads fetch, WebSocket, caches and mocks besides, and with them
// the copy of itself that Node has, which takes a third of the start of a command. Only the build takes it, see build.mjs.
const Dispatcher = require('undici/lib/dispatcher/dispatcher')

Object.assign(Dispatcher.prototype, require('undici/lib/api'))
exports.EnvHttpProxyAgent = require('undici/lib/dispatcher/env-http-proxy-agent')
exports.request = (url, { dispatcher, ...options }) =>
  dispatcher.request({ ...options, origin: url.origin, path: `${url.pathname}${url.search}` })
