package io.headjack.docker.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Posture;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Root inside tries what leads out of containers that are open wider. */
@RequiresTool({"docker", "git"})
class EscapeIT {
    private static final String CGROUPS = "$(grep -E ' - cgroup2? ' /proc/self/mountinfo | cut -d' ' -f5)";

    @TempDir
    static Path directory;

    private static Site site;

    @BeforeAll
    static void open() {
        site = new Site(directory);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    /** Has each line done by a shell of its own, and looks which of them succeeded: the last one, which may. */
    private static void allFail(List<String> attempts) {
        String said = site.attack("while IFS= read -r line; do\n"
                + "  if (eval \"$line\") > /dev/null 2>&1 < /dev/null; then echo \"$line\"; fi\n"
                + "done <<'ATTEMPTS'\n" + String.join("\n", attempts) + "\ntouch /tmp/works\nATTEMPTS");
        assertThat(said.lines()).as("what succeeded").containsExactly("touch /tmp/works");
    }

    @Test
    @Vector("mounts, and namespaces of its own")
    void mounts_areRefused() {
        allFail(List.of(
                "mount -t tmpfs none /mnt",
                "mount -t proc none /mnt",
                "mount -t cgroup none /mnt",
                "mount --bind / /mnt",
                "mount -o remount,rw /proc/sys",
                "umount /proc/sys",
                "umount -l /workspace",
                "unshare -m true",
                "unshare -p -f true",
                "unshare -n true",
                "nsenter -t 1 -m true",
                "pivot_root / /mnt",
                "chroot / true"));
    }

    @Test
    @Vector("device nodes of the host's disks and memory")
    void deviceNodes_cannotBeMadeAndAreNotThere() {
        allFail(List.of(
                "mknod /tmp/disk b 8 0",
                "mknod /tmp/disk b 254 0",
                "mknod /tmp/mem c 1 1",
                "mknod /tmp/kmsg c 1 11",
                "head -c 1 /dev/mem",
                "head -c 1 /dev/kmsg",
                "head -c 1 /dev/sda",
                "head -c 1 /dev/vda",
                "ls /dev/kvm /dev/fuse /dev/net/tun",
                "ls -A /dev/disk"));
    }

    @Test
    @Vector("files of /proc and /sys that are the host's")
    void procAndSys_areReadOnlyOrEmpty() {
        allFail(List.of(
                "echo '|/workspace/evil' > /proc/sys/kernel/core_pattern",
                "echo /workspace/evil > /proc/sys/kernel/modprobe",
                "echo h > /proc/sysrq-trigger",
                "echo 1 > /proc/sys/vm/drop_caches",
                "echo /workspace/evil > /sys/kernel/uevent_helper",
                "for each in " + CGROUPS + "; do mkdir $each/evil && exit 0; done; exit 1",
                "for each in " + CGROUPS + "; do echo /workspace/evil > $each/release_agent && exit 0; done; exit 1",
                "[ -n \"$(head -c 1 /proc/kcore | tr -d '\\0')\" ]",
                "[ -n \"$(head -c 1 /proc/keys)\" ]",
                "echo -1000 > /proc/1/oom_score_adj",
                "dmesg"));
    }

    @Test
    @Vector("processes, sockets and files of the host through /proc")
    void processesOfTheHost_areNotThere() throws IOException {
        String host =
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        assertThat(host).isNotEmpty();

        String said = site.attack("ls -d /proc/[0-9]* | wc -l; ls /proc/1/root/headjack; ls /proc/1/cwd/ | head -1;"
                + " grep -c docker.sock /proc/net/unix || true; ls /run/docker.sock /var/run/docker.sock"
                + " /run/podman/podman.sock || true");

        assertThat(Integer.parseInt(said.lines().findFirst().orElseThrow())).isLessThan(40);
        assertThat(said).contains("git\nlogs\nobjects\nrun").contains("\n0\n").doesNotContain("\n/run/docker.sock");
    }

    @Test
    @Vector("what only privileges allow: clocks, modules, tracing, raw packets, names")
    void capabilities_areNotThere() {
        allFail(
                List.of(
                        "date -s 2001-01-01",
                        "hostname evil",
                        "insmod /workspace/a.txt",
                        "sysctl -w kernel.panic=1",
                        "chattr +i a.txt",
                        "nice -n -5 sh -c '[ $(nice) -lt 0 ]'",
                        "setpriv --bounding-set +sys_admin --inh-caps +sys_admin true",
                        "git -c alias.x='!cat /proc/1/environ' x && kill -STOP 1 && [ \"$(cut -d' ' -f3 /proc/1/stat)\" = T ]"));
        assertThat(site.attack("grep -E 'CapBnd|NoNewPrivs' /proc/self/status"))
                .contains("CapBnd:\t00000000000000fb")
                .contains("NoNewPrivs:\t1");
    }

    @Test
    @Vector("setuid programs")
    void setuidProgram_givesNoRights() {
        String said = site.attack("cp /bin/sh /tmp/setuid && chmod 4755 /tmp/setuid;"
                + " setpriv --reuid 1000 --regid 1000 --clear-groups /tmp/setuid -p -c 'id -u'");

        assertThat(said.strip()).isEqualTo("1000");
    }

    @Test
    @Vector("the posture that the instance would have others believe")
    void posture_doesNotAskInside() {
        Posture before = site.instance.posture();
        site.attack(
                "for each in id cat mount ls; do printf '#!/bin/sh\\necho uid=0 all is open\\n' > /usr/local/bin/$each;"
                        + " chmod 755 /usr/local/bin/$each; done");

        assertThat(site.instance.posture().lines()).isEqualTo(before.lines());
        assertThat(before.engineReachable()).isFalse();
        site.attack("rm -f /usr/local/bin/id /usr/local/bin/cat /usr/local/bin/mount /usr/local/bin/ls");
    }
}
