/** The look of `/api-docs/`; light or dark as the reader has it, with the fonts of their system. */
export const style = `
:root {
  color-scheme: light dark;
  --page: #fff; --side: #f6f7f9; --text: #1c2330; --soft: #5a6475; --line: #dfe3ea; --link: #1657b0; --chip: #eceff4;
  --code: #f4f6fa; --mark: #fff4cc; --get: #0b6b3a; --post: #1657b0; --put: #8a5300; --patch: #6b3fa0; --delete: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161d; --side: #181d26; --text: #e4e8ef; --soft: #9aa5b8; --line: #2a323f; --link: #86b7ff; --chip: #262e3b;
    --code: #1b212c; --mark: #3a3413; --get: #5fd39a; --post: #86b7ff; --put: #f0b35e; --patch: #c8a4f5; --delete: #ff8f86;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.55 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 3px; }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace; }
p code, td code, summary code { background: var(--chip); padding: 0.1em 0.35em; border-radius: 4px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; z-index: 3; background: var(--page); padding: 0.5rem 1rem; }
header { position: sticky; top: 0; z-index: 2; display: flex; gap: 0.75rem; align-items: center; height: 3.5rem; padding: 0 1.5rem;
  background: var(--page); border-bottom: 1px solid var(--line); }
header h1 { font-size: 1.1rem; margin: 0; }
header .version { background: var(--chip); color: var(--soft); border-radius: 999px; padding: 0.1rem 0.6rem; font-size: 0.8rem; }
header a { margin-left: auto; font-size: 0.9rem; }
.frame { display: grid; grid-template-columns: 20.5rem minmax(0, 1fr); }
nav { position: sticky; top: 3.5rem; height: calc(100vh - 3.5rem); overflow-y: auto; padding: 1rem 0.75rem 3rem; background: var(--side);
  border-right: 1px solid var(--line); }
nav input { width: 100%; font: inherit; color: inherit; padding: 0.45rem 0.7rem; border: 1px solid var(--line); border-radius: 8px;
  background: var(--page); }
nav h2 { font-size: 0.75rem; letter-spacing: 0.06em; text-transform: uppercase; margin: 1.1rem 0.5rem 0.25rem; }
nav h2 a { color: var(--soft); }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li a { display: flex; gap: 0.6rem; align-items: center; padding: 0.18rem 0.5rem; border-radius: 6px; color: var(--text); font-size: 0.84rem;
  overflow-wrap: anywhere; }
nav li a:hover, nav li a[aria-current] { background: var(--chip); text-decoration: none; }
#none { color: var(--soft); margin: 1rem 0.5rem; }
.method { flex: none; font: 700 0.68rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; letter-spacing: 0.03em; color: var(--post); }
nav .method { width: 2.6rem; text-align: right; }
.get { color: var(--get); } .put { color: var(--put); } .patch { color: var(--patch); } .delete { color: var(--delete); }
main { min-width: 0; padding: 1.75rem 2.25rem 40vh; max-width: 84rem; }
main > p { max-width: 48rem; }
main h2 { font-size: 1.45rem; margin: 2.75rem 0 0.5rem; text-transform: capitalize; }
section { border-top: 1px solid var(--line); padding: 1.5rem 0 2rem; }
section:target > h3 a { background: var(--mark); }
section h3 { font-size: 1.12rem; margin: 0 0 0.3rem; }
section h3 a { color: inherit; }
section h4 { font-size: 0.75rem; letter-spacing: 0.06em; text-transform: uppercase; color: var(--soft); margin: 1.4rem 0 0.3rem; }
.route { display: flex; gap: 0.7rem; align-items: baseline; margin: 0 0 1rem; overflow-wrap: anywhere; }
.route .method { border: 1px solid; border-radius: 5px; padding: 0.05rem 0.4rem; }
.sides { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 26rem); gap: 0 2.5rem; }
.sides > div > :first-child { margin-top: 0; }
.rights { color: var(--soft); }
table { border-collapse: collapse; width: 100%; font-size: 0.93rem; }
td { padding: 0.4rem 0.9rem 0.4rem 0; vertical-align: top; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
tr:first-child td { border-top: 0; }
td:first-child { width: 13rem; }
.kind { color: var(--soft); font-size: 0.88rem; }
.required { color: var(--delete); font-size: 0.75rem; margin-left: 0.4rem; white-space: nowrap; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 8px; padding: 0.8rem 0.9rem; margin: 0.3rem 0 1rem; overflow: auto;
  max-height: 24rem; }
.shown { position: relative; }
.shown button { position: absolute; top: 0.4rem; right: 0.4rem; font: inherit; font-size: 0.75rem; color: var(--soft); background: var(--page);
  border: 1px solid var(--line); border-radius: 6px; padding: 0.1rem 0.5rem; cursor: pointer; }
details { margin: 0.2rem 0; }
summary { cursor: pointer; padding: 0.15rem 0; }
details details { margin-left: 1rem; }
.status { font: 700 0.8rem ui-monospace, "DejaVu Sans Mono", monospace; color: var(--delete); }
.good { color: var(--get); }
[hidden] { display: none; }
@media (max-width: 72rem) { .sides { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 48rem) {
  .frame { display: block; }
  nav { position: static; height: auto; max-height: 45vh; border-right: 0; border-bottom: 1px solid var(--line); }
  main { padding: 1rem 1rem 40vh; }
  td:first-child { width: 9.5rem; }
}
`
