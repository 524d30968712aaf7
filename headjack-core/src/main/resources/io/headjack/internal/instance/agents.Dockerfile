# Images with an agent each: a target for each agent, and "package" for any other package of npm. The arguments are set by
# whoever builds. What npm needs stays behind where an agent does not need it: three of them are one program each.
ARG BASE
FROM ${BASE} AS base
USER root

FROM base AS npm
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends npm \
 && npm install -g node@22.23.3 \
 && rm -rf /var/lib/apt/lists/*

FROM npm AS claude-package
ARG PACKAGE
RUN npm install -g --prefix /opt/claude "${PACKAGE}" \
 && cp --dereference /opt/claude/bin/claude /usr/local/bin/claude
FROM base AS claude
ARG USER
COPY --from=claude-package /usr/local/bin/claude /usr/local/bin/claude
USER ${USER}

FROM npm AS codex-package
ARG PACKAGE
RUN npm install -g --prefix /opt/codex "${PACKAGE}" \
 && mv /opt/codex/lib/node_modules/@openai/codex/node_modules/@openai/codex-*/vendor/* /opt/codex/package
FROM base AS codex
ARG USER
COPY --from=codex-package /opt/codex/package /opt/codex
RUN ln -s "$(find /opt/codex -name codex -type f -perm -100)" /usr/local/bin/codex
USER ${USER}

FROM npm AS gemini-package
ARG PACKAGE
RUN npm install -g --prefix /opt/gemini "${PACKAGE}"
FROM base AS gemini
ARG USER
COPY --from=gemini-package /usr/local/lib/node_modules/node/bin/node /usr/local/bin/node
COPY --from=gemini-package /opt/gemini /opt/gemini
RUN ln -s /opt/gemini/bin/gemini /usr/local/bin/gemini
USER ${USER}

FROM npm AS opencode-package
ARG PACKAGE
RUN npm install -g --prefix /opt/opencode "${PACKAGE}" \
 && cp --dereference /opt/opencode/bin/opencode /usr/local/bin/opencode
FROM base AS opencode
ARG USER
COPY --from=opencode-package /usr/local/bin/opencode /usr/local/bin/opencode
USER ${USER}

FROM npm AS package
ARG PACKAGE
ARG USER
RUN npm install -g "${PACKAGE}"
USER ${USER}
