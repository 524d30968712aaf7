package io.headjack.podman;

import java.util.Map;

/** What a person does about what Podman refuses, by words that occur in the refusal. */
final class PodmanCures {
    private static final String NO_IDS =
            "This user has no subordinate ids, or too few, to give to containers. As root: install"
                    + " uidmap, then usermod --add-subuids 100000-165535 --add-subgids 100000-165535 and the user's name; as the"
                    + " user: podman system migrate.";

    static final Map<String, String> BY_WORDS = Map.of(
            "no subuid ranges found",
            NO_IDS,
            "no subgid ranges found",
            NO_IDS,
            "insufficient UIDs or GIDs",
            NO_IDS,
            "newuidmap",
            NO_IDS,
            "container-init binary not found",
            "Podman's init is missing on this host: install catatonit.",
            "error setting rlimit",
            "Podman wants higher limits than it may set here: in containers.conf, below [containers], set"
                    + " default_ulimits = [\"nofile=20000:20000\", \"nproc=32768:32768\"].",
            "/dev/net/tun",
            "The network of an ordinary user's containers needs this device: as root, chmod 666 /dev/net/tun;"
                    + " or ask for no network.",
            "did not resolve to an alias",
            "Name the image in full, with its registry, such as docker.io/library/debian.",
            "access to the resource is denied",
            "The registry has no such image, or wants to know who asks: check the name, or podman login.",
            "No such image",
            "Check its name in podman images; each user has images of its own, and root has others.");

    private PodmanCures() {}

    /** The words with the cure behind them, if there is one. */
    static String withCure(String words) {
        return BY_WORDS.entrySet().stream()
                .filter(each -> words.contains(each.getKey()))
                .map(each -> words + ". " + each.getValue())
                .findFirst()
                .orElse(words);
    }
}
