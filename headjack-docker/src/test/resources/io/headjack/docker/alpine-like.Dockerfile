# As Alpine is to whoever lives in it, where no Alpine can be had: busybox is all its userland, no Debian's tool is there, and apk adds
# packages. It adds those two only that Headjack asks it for, from files that are Debian's.
FROM debian:bookworm-slim AS debian
RUN apt-get update && apt-get install -y --no-install-recommends busybox-static git tmux
RUN mkdir -p /alpine/bin /alpine/tmp /alpine/etc /alpine/root /alpine/home/agent /alpine/store \
 && cp /bin/busybox /alpine/bin/ \
 && for each in $(busybox --list | grep -vx busybox); do ln -sf busybox /alpine/bin/$each; done \
 && rm -f /alpine/bin/dpkg /alpine/bin/rpm \
 && printf 'root:x:0:0:root:/root:/bin/sh\nagent:x:1000:1000:agent:/home/agent:/bin/sh\n' > /alpine/etc/passwd \
 && printf 'root:x:0:\nagent:x:1000:\n' > /alpine/etc/group \
 && chmod 1777 /alpine/tmp && chown 1000:1000 /alpine/home/agent
RUN tar -chf /alpine/store/libraries.tar $(ldd /usr/bin/git /usr/bin/tmux | grep -o '/[^ )]*[.]so[^ )]*' | sort -u) \
 && tar -cf /alpine/store/git.tar /usr/bin/git /usr/lib/git-core /usr/share/git-core \
 && tar -cf /alpine/store/tmux.tar /usr/bin/tmux /lib/terminfo /usr/lib/locale/C.utf8
RUN printf '#!/bin/sh\n[ "$1 $2" = "add --no-cache" ] || exit 1\nshift 2\nfor each in libraries "$@"; do tar -C / -xf "/store/$each.tar" || exit 1; done\n' \
      > /alpine/bin/apk && chmod 755 /alpine/bin/apk

FROM scratch
COPY --from=debian /alpine /
ENV PATH=/usr/local/bin:/usr/bin:/bin
USER agent
