#!/bin/sh
# A real Neo4j Community server for the store tests, in build/neo4j/lib; every part is checked against lib.sha256.
# Nothing to do when NEO4J_URI names a server. Its parts are GPLv3: a test tool, in no package of this project.
set -eu
cd "$(dirname "$0")/../.."
lib=build/neo4j/lib
lock="$PWD/tools/neo4j/lib.sha256"

complete() {
  [ -d "$lib" ] && [ "$(ls "$lib" | wc -l)" = "$(wc -l <"$lock")" ] && (cd "$lib" && sha256sum -c --quiet "$lock" >/dev/null 2>&1)
}
give_up() {
  echo "$1" >&2
  echo "The tests of the Neo4j store cannot run; set NEO4J_URI to use a server of your own." >&2
  [ "${CI:-}" != true ]
  exit
}

[ -z "${NEO4J_URI:-}" ] || exit 0
needed=""
command -v java >/dev/null || needed="default-jre-headless"
complete || command -v mvn >/dev/null || needed="$needed maven"
if [ -n "$needed" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends $needed >/dev/null
  else
    give_up "Java 17 or 21, or Maven, is missing: run 'sudo apt-get install default-jre-headless maven'"
  fi
fi
complete && exit 0
rm -rf "$lib"
copy() {
  mvn -B -q -C "$@" -f tools/neo4j/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$PWD/$lib"
}
copy -o >/dev/null 2>&1 || copy || give_up "Maven could not fetch the server."
complete || give_up "The parts of the server are not the ones in tools/neo4j/lib.sha256."
