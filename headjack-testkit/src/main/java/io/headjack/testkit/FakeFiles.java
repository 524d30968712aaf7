package io.headjack.testkit;

import io.headjack.spi.ContainerSpec;
import io.headjack.spi.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The files that programs of one container see: its own in memory, volumes in memory, bind mounts on the host. */
final class FakeFiles {
    private final ContainerSpec spec;
    private final Map<String, Map<String, byte[]>> volumes;
    private final Map<String, byte[]> own = new ConcurrentHashMap<>();
    private final Map<String, byte[]> memory = new ConcurrentHashMap<>();

    FakeFiles(ContainerSpec spec, Map<String, Map<String, byte[]>> volumes) {
        this.spec = spec;
        this.volumes = volumes;
    }

    /** Memory mounts are empty at each start. */
    void start() {
        memory.clear();
    }

    byte[] read(String path) throws IOException {
        Optional<Mount> mount = mountOf(path);
        if (mount.isPresent() && mount.get().kind() == Mount.Kind.BIND) {
            return Files.readAllBytes(host(mount.get(), path));
        }
        byte[] content = store(mount).get(key(mount, path));
        if (content == null) {
            throw new NoSuchFileException(path);
        }
        return content.clone();
    }

    void write(String path, byte[] content) throws IOException {
        Optional<Mount> mount = mountOf(path);
        if (mount.map(Mount::readOnly).orElse(false)) {
            throw new IOException(path + ": read-only file system", new ReadOnlyFileSystemException());
        }
        if (mount.isPresent() && mount.get().kind() == Mount.Kind.BIND) {
            Files.write(host(mount.get(), path), content);
        } else {
            store(mount).put(key(mount, path), content.clone());
        }
    }

    private Optional<Mount> mountOf(String path) {
        return spec.mounts().stream()
                .filter(mount -> Path.of(path).normalize().startsWith(mount.target()))
                .max(Comparator.comparingInt(mount -> mount.target().length()));
    }

    private Map<String, byte[]> store(Optional<Mount> mount) {
        if (mount.isEmpty()) {
            return own;
        }
        return mount.get().kind() == Mount.Kind.TMPFS
                ? memory
                : volumes.computeIfAbsent(mount.get().source(), name -> new ConcurrentHashMap<>());
    }

    private static String key(Optional<Mount> mount, String path) {
        return mount.map(m -> m.kind() == Mount.Kind.VOLUME ? relative(m, path).toString() : path)
                .orElse(path);
    }

    private static Path host(Mount mount, String path) {
        return Path.of(mount.source()).resolve(relative(mount, path)).normalize();
    }

    private static Path relative(Mount mount, String path) {
        return Path.of(mount.target()).relativize(Path.of(path).normalize());
    }
}
