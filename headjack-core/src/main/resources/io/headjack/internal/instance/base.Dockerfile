# The image of instances for which nobody named another one: what git, tmux and most agents need.
FROM debian:bookworm-slim
# The one that is deleted notes each terminal in a list of logins, which a container does not have; tmux would wait for it.
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
      ca-certificates curl git less ncurses-term openssh-client procps ripgrep tmux \
 && rm -rf /var/lib/apt/lists/* /usr/lib/*/utempter/utempter
ENV LANG=C.UTF-8
# A home for users that the image does not know by name.
RUN mkdir -p /home/agent && chmod 1777 /home/agent
WORKDIR /workspace
