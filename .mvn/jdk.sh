# Sourced by ./vifte and ./dev: finds a JDK of at least version 25 and sets JAVA_HOME to it.

# Prints the feature version of the JDK in $1; nothing when there is none.
jdk_version() {
  [ -x "$1/bin/java" ] && [ -f "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# Tries, in this order: JAVA_HOME, the java on the PATH, the places where installers put them.
find_jdk() {
  local least=25 home version on_path
  on_path=$(command -v java || true)
  [ -n "$on_path" ] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/java/* /opt/*jdk* \
      "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /usr/local/opt/openjdk* \
      /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
      /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    version=$(jdk_version "$home")
    if [ -n "$version" ] && [ "$version" -ge "$least" ] && [ -x "$home/bin/javac" ]; then
      export JAVA_HOME="$home"
      return 0
    fi
  done
  echo "vifte needs a JDK $least or newer and found none." >&2
  echo "Install one (https://adoptium.net has Temurin for every system) and, if it lies in an" >&2
  echo "unusual place, set JAVA_HOME to its folder." >&2
  return 3
}
