#!/usr/bin/env bash
# Entry of the pre-commit hook: builds the command in its checkout once, and runs check-specs in the repository that is committed to.
# (pre-commit's own way for Node installs globally, which npm cannot do for a package that is compiled.)
set -euo pipefail
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
built=$checkout/node_modules/.check-specs-built

if [ ! -e "$built" ]; then
  (cd "$checkout" && npm ci --no-audit --no-fund) >&2
  touch "$built"
fi
exec node "$checkout/dist/cli/main.js" check-specs "$@"
