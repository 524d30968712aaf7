# The real agents, a target for each: docker build --build-arg BASE=… --target claude. The base is Headjack's own image. What
# npm needs stays behind; three of them are one program each, gemini needs node.
ARG BASE
FROM ${BASE} AS base

FROM base AS npm
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends npm \
 && npm install -g node@22.23.3 \
 && rm -rf /var/lib/apt/lists/*

FROM npm AS claude-package
ARG CLAUDE=2.1.332
RUN npm install -g --prefix /opt/claude @anthropic-ai/claude-code@${CLAUDE} \
 && cp --dereference /opt/claude/bin/claude /usr/local/bin/claude
FROM base AS claude
COPY --from=claude-package /usr/local/bin/claude /usr/local/bin/claude

FROM npm AS codex-package
ARG CODEX=0.171.0
RUN npm install -g --prefix /opt/codex @openai/codex@${CODEX} \
 && mv /opt/codex/lib/node_modules/@openai/codex/node_modules/@openai/codex-*/vendor/* /opt/codex/package
FROM base AS codex
COPY --from=codex-package /opt/codex/package /opt/codex
RUN ln -s "$(find /opt/codex -name codex -type f -perm -100)" /usr/local/bin/codex

FROM npm AS opencode-package
ARG OPENCODE=1.18.33
RUN npm install -g --prefix /opt/opencode opencode-ai@${OPENCODE} \
 && cp --dereference /opt/opencode/bin/opencode /usr/local/bin/opencode
FROM base AS opencode
COPY --from=opencode-package /usr/local/bin/opencode /usr/local/bin/opencode

FROM npm AS gemini-package
ARG GEMINI=0.61.0
RUN npm install -g --prefix /opt/gemini @google/gemini-cli@${GEMINI}
FROM base AS gemini
COPY --from=gemini-package /usr/local/lib/node_modules/node/bin/node /usr/local/bin/node
COPY --from=gemini-package /opt/gemini /opt/gemini
RUN ln -s /opt/gemini/bin/gemini /usr/local/bin/gemini
